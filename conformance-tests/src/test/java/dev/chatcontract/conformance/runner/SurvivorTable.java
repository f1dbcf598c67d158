package dev.chatcontract.conformance.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The deliberate defects, each with the case that caught it. */
final class SurvivorTable {
  /** The first case that failed, and how. */
  record Catch(String caseId, String fault) {
    static final Catch NOTHING = new Catch("", "");
  }

  private final String what;
  private final List<String> lines = new ArrayList<>();
  private final List<String> survivors = new ArrayList<>();

  SurvivorTable(String what) {
    this.what = what;
  }

  void add(String name, Catch caught) {
    if (caught.caseId().isEmpty()) {
      survivors.add(name);
    }
    String fault = caught.fault().replace('|', '/').replace('\n', ' ');
    lines.add(
        "| "
            + name
            + " | "
            + (caught.caseId().isEmpty() ? "**nothing**" : "`" + caught.caseId() + "`")
            + " | "
            + fault.substring(0, Math.min(140, fault.length()))
            + " |");
  }

  List<String> survivors() {
    return survivors;
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    List<String> text = new ArrayList<>();
    text.add("| " + what + " | caught by | because |");
    text.add("| --- | --- | --- |");
    text.addAll(lines);
    Files.write(file, text);
  }
}
