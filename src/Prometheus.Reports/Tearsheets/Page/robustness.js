/* The heat maps of a campaign's variants. */

const shares = new Set(['annualised_return', 'max_drawdown']);
let metric = 'annualised_sharpe';

const grid = variants => (c, width) => {
  const values = variants.values[metric].filter(cell => known(cell[2]));
  const largest = Math.max(0.0001, ...values.map(cell => Math.abs(cell[2])));
  const shade = value => echarts.color.lerp((Math.max(-1, Math.min(1, value / largest)) + 1) / 2, [c.loss, c.paper, c.gain]);
  const text = value => shares.has(metric) ? percent(value, 0) : fixed(value, 2);
  const names = (data, extra) => ({
    type: 'category', data, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    axisLabel: { color: c.muted, fontSize: 10.5, interval: 0 }, ...extra,
  });
  return {
    ...frame(c), grid: plane({ left: 78, right: 4, top: 44, bottom: 4 }),
    tooltip: { ...hover(c), trigger: 'item', formatter: item => box(
      variants.rows[item.value[1]] + ', ' + variants.columns[item.value[0]], [[item.color, metric, shares.has(metric) ? percent(item.value[2], 1) : fixed(item.value[2], 3)]]) },
    xAxis: names(variants.columns, { position: 'top', axisLabel: {
      color: c.muted, fontSize: 10, interval: 0, formatter: name => name.replace('start ', '').replace(', costs ', '\n'),
    } }),
    yAxis: names(variants.rows, { inverse: true }),
    visualMap: { show: false, min: 0, max: 1, seriesIndex: [], dimension: 2 },
    series: [{
      type: 'heatmap', name: variants.sleeve, itemStyle: { borderColor: c.paper, borderWidth: 1, borderRadius: 2 }, emphasis: { disabled: true },
      data: values.map(([x, y, value]) => ({ value: [x, y, value], itemStyle: { color: shade(value) }, label: { color: textOn(shade(value)) } })),
      label: { show: width / variants.columns.length > 26, fontSize: 10, fontFamily: c.font, formatter: item => text(item.value[2]) },
    }],
  };
};

page.grids.forEach((variants, i) => draw('chart-grid-' + i, grid(variants), false));

const metrics = document.querySelectorAll('[data-metric]');
for (const button of metrics) {
  button.addEventListener('click', () => {
    metric = button.dataset.metric;
    press(metrics, button);
    redrawAll();
  });
}

announce();
