using System.Globalization;
using Prometheus.Bench.Floors;

// The plain W1 program: parse every field of a CSV file of bars, walk, print the final equity.
var prices = PlainPrices.Parse(args[0]);
Console.WriteLine(PlainW1.FinalEquity(prices.Open, prices.Close, prices.Sessions, prices.Names).ToString("F2", CultureInfo.InvariantCulture));
