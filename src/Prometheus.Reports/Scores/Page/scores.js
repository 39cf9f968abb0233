/* The charts of a score's report. */

const xs = times(page.dates);
view.first = view.from = xs[0];
view.last = view.to = xs[xs.length - 1];

const colorOf = (c, i) => c.distinct[i % c.distinct.length];
const ratio = value => fixed(value, 3);

function rolling(c) {
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, ratio), xAxis: timeAxis(c), yAxis: valueAxis(c, value => fixed(value, 2), { scale: false }),
    series: page.rolling.map((curve, i) => line(curve.name, points(xs, curve.values), colorOf(c, i))),
  };
}

function spread(c) {
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, value => percent(value, 1)), xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { scale: false }),
    series: [line('Highest minus lowest bucket, summed', points(xs, page.spread), c.sleeve)],
  };
}

const categories = (c, names) => ({
  type: 'category', data: names, axisLine: { lineStyle: { color: c.rule } }, axisTick: { show: false }, axisLabel: { color: c.muted, fontSize: 11.5 },
});

const listed = (c, text) => hover(c, text, {
  axisPointer: { type: 'shadow' },
  formatter: items => box(items[0].name, items.filter(item => known(item.value)).map(item => [item.color, item.seriesName, text(item.value)])),
});

const bars = (name, values, color) => ({ type: 'bar', name, data: values, color, barMaxWidth: 26, emphasis: { disabled: true } });

function buckets(c) {
  return {
    ...frame(c), grid: plane(), tooltip: listed(c, value => signedPercent(value, 1)), xAxis: categories(c, page.bucketNames),
    yAxis: valueAxis(c, value => percent(value, 0), { scale: false }), series: page.buckets.map((curve, i) => bars(curve.name, curve.values, colorOf(c, i))),
  };
}

function decay(c) {
  return {
    ...frame(c), grid: plane(), tooltip: listed(c, ratio), xAxis: categories(c, page.decayLags), yAxis: valueAxis(c, value => fixed(value, 2), { scale: false }),
    series: [bars('Rank correlation', page.decay, c.sleeve)],
  };
}

draw('chart-rolling-ic', rolling);
draw('chart-buckets', buckets, false);
draw('chart-spread', spread);
draw('chart-decay', decay, false);

announce();
