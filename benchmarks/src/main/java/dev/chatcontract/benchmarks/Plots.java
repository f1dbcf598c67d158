package dev.chatcontract.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** Draws the tables of the results, one plot a table. Argument: the folder of the results. */
final class Plots {
  private static final Pattern TABLE = Pattern.compile("\\*\\*(.+)\\*\\*\\n\\n((?:\\|.*\\n)+)");

  /** From here on the small bars would not be seen. */
  private static final double WIDE = 100;

  /** A bar of another unit than those beside it says nothing. */
  private static final String MEGABYTES = ", MB";

  private static final int LONGEST_LABELS = 60;

  private Plots() {}

  public static void main(String[] args) throws IOException {
    draw(Path.of(args[0]));
  }

  static void draw(Path folder) throws IOException {
    try (DirectoryStream<Path> results = Files.newDirectoryStream(folder, "results-jdk*.md")) {
      for (Path file : results) {
        String jdk = file.getFileName().toString().replaceAll("results-(jdk[0-9]+).*", "$1");
        Matcher tables = TABLE.matcher(Files.readString(file));
        while (tables.find()) {
          String id = tables.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
          plot(tables.group(1), tables.group(2), folder.resolve(jdk + "-" + id + ".svg"));
        }
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
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int column = 1; column < columns.size(); column++) {
      int at = column;
      List<Double> figures =
          drawn.stream().map(row -> Double.valueOf(row.get(at).replace(",", ""))).toList();
      if (figures.contains(0.0)) {
        continue; // the table has it; a logarithmic axis cannot
      }
      chart.addSeries(columns.get(column), subjects, figures);
      least = Math.min(least, figures.stream().min(Double::compare).orElseThrow());
      most = Math.max(most, figures.stream().max(Double::compare).orElseThrow());
    }
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart
        .getStyler()
        .setXAxisLabelRotation(String.join("", subjects).length() > LONGEST_LABELS ? 20 : 0);
    if (most / least >= WIDE) {
      chart.getStyler().setYAxisLogarithmic(true);
      // Bars would start from zero; one that ends where the axis begins would not be seen.
      chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least / 2))));
    }
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }

  private static List<String> cells(String line) {
    return Pattern.compile("\\s*\\|\\s*").splitAsStream(line).skip(1).toList();
  }
}
