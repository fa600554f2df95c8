using System.Linq.Expressions;
using System.Reflection;

namespace Agon.Node.Data;

/// <summary>Finds rows by words a person typed, whatever their case, on every database.</summary>
internal static class TextSearch
{
    /// <summary>The longest search looked at, in characters.</summary>
    public const int MaxLength = 200;

    // More words than this would only make the database work.
    private const int MaxWords = 8;

    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;

    /// <summary>Keeps the rows in which each word of the search stands in one of the texts.</summary>
    public static IQueryable<T> WhereFound<T>(this IQueryable<T> rows, string? search, params Expression<Func<T, string>>[] texts) =>
        Words(search).Aggregate(rows, (found, word) => found.Where(HasWord(word, texts)));

    // Control characters part words like blanks do: PostgreSQL refuses a text with a zero in it.
    private static IEnumerable<string> Words(string? search) => string.Concat((search ?? "").Take(MaxLength).Select(c => char.IsControl(c) ? ' ' : c))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords);

    private static Expression<Func<T, bool>> HasWord<T>(string word, Expression<Func<T, string>>[] texts)
    {
        var row = texts[0].Parameters[0];
        var anywhere = texts.SelectMany(text => Places(new SameRow(text.Parameters[0], row).Visit(text.Body), word)).Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(anywhere, row);
    }

    // Both as typed and in lower case: SQLite lowers ASCII only.
    private static Expression[] Places(Expression text, string word) =>
    [
        Expression.Call(Expression.Call(text, ToLower), Contains, Value(word.ToLowerInvariant())),
        Expression.Call(text, Contains, Value(word)),
    ];

    // A captured variable becomes a parameter of the query; a constant would make every search its own statement.
    private static MemberExpression Value(string word) => Expression.Property(Expression.Constant(new Box(word)), nameof(Box.Word));

    private sealed record Box(string Word);

    private sealed class SameRow(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
