using Prometheus.Core.Errors;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Numerics;

/// <summary>
/// The cells a rolling kernel writes: rows and columns, ends excluded. Its windows reach back before <paramref name="FirstRow"/>, so a panel
/// cut into regions in any way gives the same bytes and regions may run in parallel.
/// </summary>
public readonly record struct PanelRegion(int FirstRow, int EndRow, int FirstColumn, int EndColumn)
{
    public static PanelRegion All(Panel panel) => new(0, panel.Sessions, 0, panel.Columns);

    public static PanelRegion Row(Panel panel, int row) => new(row, row + 1, 0, panel.Columns);

    public static PanelRegion ColumnsOf(Panel panel, int first, int end) => new(0, panel.Sessions, first, end);

    /// <summary>The kernels do not check offsets again.</summary>
    internal void RequireInside(Panel input, params ReadOnlySpan<int> outputLengths)
    {
        if (FirstRow < 0 || EndRow > input.Sessions || FirstRow > EndRow || FirstColumn < 0 || EndColumn > input.Columns || FirstColumn > EndColumn)
            throw new ModelError($"region {this} lies outside a panel of {input.Sessions} sessions × {input.Columns} columns");
        foreach (var length in outputLengths)
        {
            if (length != input.Values.Length)
                throw new ModelError($"a rolling output needs {input.Values.Length} cells, found {length}");
        }
    }
}
