namespace Agon.Node.Features.Leaderboards;

/// <summary>Changes the cells of an entry, and only those that differ.</summary>
internal static class EntryCells
{
    /// <summary>Makes the cells of these columns say these values, by the columns' keys.</summary>
    /// <returns>Whether one of them was another.</returns>
    public static bool Set(Entry entry, IEnumerable<LeaderboardColumn> columns, IReadOnlyDictionary<string, double> values)
    {
        var hasChanged = false;
        foreach (var column in columns)
        {
            var cell = entry.Scores.Find(s => s.ColumnId == column.Id);
            double? value = values.TryGetValue(column.Key, out var found) ? found : null;
            hasChanged |= cell?.Value != value;
            if (value is not { } given)
            {
                entry.Scores.RemoveAll(s => s.ColumnId == column.Id);
            }
            else if (cell is not null)
            {
                cell.Value = given;
            }
            else
            {
                entry.Scores.Add(new EntryScore { ColumnId = column.Id, Value = given });
            }
        }

        return hasChanged;
    }

    /// <summary>The same for one of several tasks.</summary>
    public static void Set(Entry entry, Guid taskId, IEnumerable<LeaderboardColumn> columns, IReadOnlyDictionary<string, double> values)
    {
        foreach (var column in columns)
        {
            var cell = entry.TaskScores.Find(s => s.TaskId == taskId && s.ColumnId == column.Id);
            if (!values.TryGetValue(column.Key, out var given))
            {
                entry.TaskScores.RemoveAll(s => s.TaskId == taskId && s.ColumnId == column.Id);
            }
            else if (cell is not null)
            {
                cell.Value = given;
            }
            else
            {
                entry.TaskScores.Add(new EntryTaskScore { TaskId = taskId, ColumnId = column.Id, Value = given });
            }
        }
    }
}
