package dev.chatcontract.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** Draws the tables of the results, one plot per table. Argument: the folder of the results. */
final class Plots {
  private static final Pattern TABLE = Pattern.compile("\\*\\*(.+)\\*\\*\\n\\n((?:\\|.*\\n)+)");

  /** Above this ratio the small bars would be invisible. */
  private static final double WIDE = 100;

  /** A bar with another unit than its neighbours means nothing. */
  private static final String MEGABYTES = ", MB";

  private static final int LONGEST_LABELS = 60;

  private Plots() {}

  public static void main(String[] args) throws IOException {
    draw(Path.of(args[0]));
  }

  static void draw(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().matches("results-jdk.*\\.md"))
              // Parts that were measured again come after the whole run, so that their plots
              // replace it.
              .sorted(Comparator.comparingInt(file -> file.toString().length()))
              .toList();
    }
    for (Path file : files) {
      String jdk = file.getFileName().toString().replaceAll("results-(jdk[0-9]+).*", "$1");
      Matcher tables = TABLE.matcher(Files.readString(file));
      while (tables.find()) {
        String id = tables.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        plot(tables.group(1), tables.group(2), folder.resolve(jdk + "-" + id + ".svg"));
      }
    }
  }

  private static void plot(String title, String table, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    table.lines().forEach(line -> rows.add(cells(line)));
    List<String> columns = rows.get(0);
    List<List<String>> drawn =
        rows.subList(2, rows.size()).stream()
            .filter(row -> !row.get(0).endsWith(MEGABYTES))
            .toList();
    if (drawn.size() < 2) {
      return;
    }
    CategoryChart chart = new CategoryChartBuilder().width(800).height(400).title(title).build();
    List<String> subjects = drawn.stream().map(row -> row.get(0)).toList();
    double[] positive =
        drawn.stream()
            .flatMap(row -> row.subList(1, row.size()).stream())
            .mapToDouble(Plots::figure)
            .filter(figure -> figure > 0 && Double.isFinite(figure))
            .sorted()
            .toArray();
    if (positive.length == 0) {
      return;
    }
    double least = positive[0];
    boolean logarithmic = positive[positive.length - 1] / least >= WIDE && !isWhole(title);
    for (int column = 1; column < columns.size(); column++) {
      int at = column;
      List<Double> figures = drawn.stream().map(row -> figure(row.get(at))).toList();
      // The table shows the other columns: ratios to what took no measurable time are not finite.
      if (figures.stream().allMatch(Double::isFinite)
          && (!logarithmic || !figures.contains(0.0))) {
        chart.addSeries(columns.get(column), subjects, figures);
      }
    }
    if (chart.getSeriesMap().isEmpty()) {
      return;
    }
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart
        .getStyler()
        .setXAxisLabelRotation(String.join("", subjects).length() > LONGEST_LABELS ? 20 : 0);
    if (logarithmic) {
      chart.getStyler().setYAxisLogarithmic(true);
      // Bars start at the axis; one that ends where the axis starts would be invisible.
      chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least / 2))));
    }
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }

  /** Returns whether the rows are parts of one sum, so that small bars are meaningful. */
  private static boolean isWhole(String title) {
    return title.startsWith("Profile");
  }

  private static double figure(String cell) {
    return Double.parseDouble(cell.replace(",", ""));
  }

  private static List<String> cells(String line) {
    return Pattern.compile("\\s*\\|\\s*").splitAsStream(line).skip(1).toList();
  }
}
