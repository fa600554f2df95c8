using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agon.Node.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class OutboxTries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "due_at",
                table: "outbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_error",
                table: "outbox_messages",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tries",
                table: "outbox_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // What waits is due; nothing was ever parked.
            migrationBuilder.Sql("UPDATE outbox_messages SET due_at = created_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_due_at",
                table: "outbox_messages",
                column: "due_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_due_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "last_error",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "tries",
                table: "outbox_messages");
        }
    }
}
