package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.simulation.Mode;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.util.List;

/** The time of every measured tick, a line for each mode. */
final class TickChart {
    private static final double MILLI = 1e-6;

    private final List<Result> results;

    TickChart(List<Result> results) {
        this.results = results;
    }

    void paint(Graphics2D g, int width, int height) {
        XYChart chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .title("Tick time")
                        .xAxisTitle("measured tick")
                        .yAxisTitle("milliseconds, logarithmic")
                        .build();
        style(chart.getStyler(), results.getFirst().log().ticks());
        for (Result result : results) {
            add(chart, result);
        }
        chart.paint(g, width, height);
    }

    private static void add(XYChart chart, Result result) {
        int ticks = result.log().ticks();
        double[] numbers = new double[ticks];
        double[] millis = new double[ticks];
        for (int tick = 0; tick < ticks; tick++) {
            numbers[tick] = tick + 1;
            millis[tick] = Math.max(1, result.log().nanos(tick)) * MILLI;
        }
        XYSeries series = chart.addSeries(result.mode().toString(), numbers, millis);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(1f));
        series.setLineColor(result.mode() == Mode.PLAIN ? Palette.PLAIN : Palette.MAYFLY);
    }

    private static void style(XYStyler styler, int ticks) {
        styler.setChartBackgroundColor(Palette.NIGHT);
        styler.setPlotBackgroundColor(Palette.NIGHT);
        styler.setPlotBorderColor(Palette.RULE);
        styler.setPlotGridLinesColor(Palette.RULE);
        styler.setChartFontColor(Palette.TEXT);
        styler.setAxisTickLabelsColor(Palette.TEXT);
        styler.setAxisTickMarksColor(Palette.RULE);
        styler.setXAxisTitleColor(Palette.TEXT);
        styler.setYAxisTitleColor(Palette.TEXT);
        styler.setChartTitleFont(Palette.text(20));
        styler.setAxisTitleFont(Palette.text(14));
        styler.setAxisTickLabelsFont(Palette.text(11));
        styler.setLegendFont(Palette.text(14));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBackgroundColor(Palette.NIGHT);
        styler.setLegendBorderColor(Palette.NIGHT);
        styler.setChartTitleBoxVisible(false);
        // One long tick among thousands would flatten all others on a linear axis.
        styler.setYAxisLogarithmic(true);
        styler.setXAxisDecimalPattern("0");
        styler.setXAxisMin(0.0);
        styler.setXAxisMax((double) ticks);
    }
}
