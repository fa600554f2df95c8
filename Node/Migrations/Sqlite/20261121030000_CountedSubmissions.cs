using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agon.Node.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CountedSubmissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_counted",
                table: "submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "reached_scoring",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What had ended keeps what it cost.
            migrationBuilder.Sql("UPDATE submissions SET is_counted = 1 WHERE status IN ('Queued', 'Running', 'Scored')");
            migrationBuilder.Sql("UPDATE runs SET reached_scoring = 1 WHERE status = 'Scored' OR scoring_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_counted",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "reached_scoring",
                table: "runs");
        }
    }
}
