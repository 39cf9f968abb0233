namespace Prometheus.Bench.Floors;

/// <summary>The W1 rule as one would write it by hand over two arrays: the floor of the walk.</summary>
internal static class PlainW1
{
    /// <param name="open">[sessions × names], NaN where there is no price.</param>
    /// <param name="close">The same for closes.</param>
    public static double FinalEquity(double[] open, double[] close, int sessions, int names)
    {
        var cash = 1_000_000.0;
        var held = new double[names];
        var last = new double[names];
        var target = new double[names];
        var ranked = new (double Return, int Name)[names];
        var pending = false;
        var equity = cash;
        for (var t = 0; t < sessions; t++)
        {
            var row = t * names;
            if (pending)
            {
                for (var i = 0; i < names; i++)
                {
                    var price = open[row + i];
                    if (double.IsNaN(price) || target[i] == held[i])
                        continue;
                    var traded = (target[i] - held[i]) * price;
                    cash -= traded + (Math.Abs(traded) * 0.0005);
                    held[i] = target[i];
                }

                pending = false;
            }

            equity = cash;
            for (var i = 0; i < names; i++)
            {
                if (!double.IsNaN(close[row + i]))
                    last[i] = close[row + i];
                if (held[i] != 0)
                    equity += held[i] * last[i];
            }

            if (t < 63 || (t - 63) % 21 != 0 || t == sessions - 1)
                continue;
            var n = 0;
            for (var i = 0; i < names; i++)
            {
                var change = (close[row + i] / close[row - (63 * names) + i]) - 1;
                if (!double.IsNaN(change))
                    ranked[n++] = (change, i);
            }

            Array.Sort(ranked, 0, n, Comparer<(double Return, int Name)>.Create((a, b) => a.Return != b.Return ? b.Return.CompareTo(a.Return) : a.Name.CompareTo(b.Name)));
            var k = Math.Max(1, n / 5);
            Array.Clear(target);
            for (var r = 0; r < Math.Min(k, n); r++)
                target[ranked[r].Name] = Math.Floor(0.98 * equity / k / close[row + ranked[r].Name]);
            pending = true;
        }

        return equity;
    }
}
