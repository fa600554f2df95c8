using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agon.Node.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TokenStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "stamp_digest",
                table: "api_tokens",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "stamp_digest",
                table: "api_tokens");
        }
    }
}
