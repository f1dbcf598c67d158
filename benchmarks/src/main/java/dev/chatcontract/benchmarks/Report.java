package dev.chatcontract.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the requested parts and writes {@code results-jdk<version>.md} and one plot per table.
 * Arguments: the folder to write to, {@code quick} or {@code full}, then names of parts (all of
 * them if none is named).
 */
public final class Report {
  /** One part of the report and its measurement. */
  private enum Part {
    CALLS(
        e -> {
          List<Table> tables = new ArrayList<>(SignedCalls.measure(1, e));
          tables.addAll(SignedCalls.measure(8, e));
          return tables;
        }),
    DECODE(e -> List.of(Microbenchmarks.decode(e), FirstDecode.measure(e))),
    USERSIG(e -> List.of(Microbenchmarks.userSig(e))),
    PAGING(e -> List.of(Paging.measure(e))),
    SIMULATOR(e -> List.of(SimulatorLoad.measure(e))),
    GROWTH(e -> List.of(Growth.measure(e))),
    PROFILE(Profile::measure),
    COLD(Cold::measure),
    TLS(TlsCalls::measure),
    VIRTUAL(VirtualCalls::measure),
    BULK(Bulk::measure);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Measurement measurement;

    Part(Measurement measurement) {
      this.measurement = measurement;
    }
  }

  private interface Measurement {
    List<Table> tables(Effort effort) throws Exception;
  }

  private Report() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Effort effort = Effort.valueOf(args[1].toUpperCase(Locale.ROOT));
    List<Part> parts = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      parts.add(Part.valueOf(args[i].toUpperCase(Locale.ROOT)));
    }
    // A part measured alone does not overwrite the results of a whole run.
    String named =
        parts.isEmpty() ? "" : "-" + String.join("-", List.of(args).subList(2, args.length));
    String jdk = "jdk" + Runtime.version().feature();
    Path unfinished = folder.resolve("unfinished-" + jdk + named + ".md");
    List<Table> tables = new ArrayList<>();
    for (Part part : parts.isEmpty() ? List.of(Part.values()) : parts) {
      System.err.println("measuring " + part.name().toLowerCase(Locale.ROOT));
      tables.addAll(part.measurement.tables(effort));
      Files.writeString(unfinished, markdown(effort, tables));
    }
    Files.move(
        unfinished,
        folder.resolve("results-" + jdk + named + ".md"),
        StandardCopyOption.REPLACE_EXISTING);
    Plots.draw(folder);
    // Servers and pools of the other clients keep threads.
    System.exit(tables.stream().allMatch(Table::holds) ? 0 : 1);
  }

  private static String markdown(Effort effort, List<Table> tables) {
    StringBuilder out = new StringBuilder();
    out.append("Java ").append(Runtime.version());
    out.append(", ").append(System.getProperty("os.name")).append(' ');
    out.append(System.getProperty("os.arch")).append(", ");
    out.append(Runtime.getRuntime().availableProcessors()).append(" processors, ");
    out.append(effort == Effort.FULL ? "full run" : "quick run: not to be quoted").append(".\n\n");
    tables.forEach(table -> out.append(table.toMarkdown()));
    return out.toString();
  }
}
