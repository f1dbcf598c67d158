package dev.chatcontract.cli.commands;

import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.diff.Change;
import dev.chatcontract.contract.diff.ContractDiff;
import dev.chatcontract.contract.diff.DiffReport;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a contract changed since its last release. */
final class ContractChange {
  private ContractChange() {}

  static DiffReport between(Path before, Path after) {
    ContractDocument old = ContractFiles.document(before);
    ContractDocument now = ContractFiles.document(after);
    return DiffReport.of(old, now, ContractDiff.compare(old, now));
  }

  /** Returns the changes that a release of the current contract as that version would make. */
  static DiffReport release(Path baseline, Path source, String version) {
    DiffReport report = between(baseline, source);
    List<Change> changes = report.changes().stream().filter(change -> !change.isVersion()).toList();
    return new DiffReport(report.before(), version, changes);
  }

  /** Returns the bundle of the last release next to a source, if there is one. */
  static Optional<Path> baseline(Path source) {
    Path file = source.resolveSibling("baseline").resolve("openapi.yaml");
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Returns the operations whose cases have to run: those that changed since the last check that
   * passed or, if there are none or that is not known, those that changed since the release.
   */
  static Set<String> toRun(Set<String> sinceRelease, Path source) {
    Path passed = passed();
    if (passed == null || !Files.exists(passed)) {
      return sinceRelease;
    }
    Set<String> since =
        operations(between(passed, source).changes(), ContractFiles.contract(source));
    return since.isEmpty() ? sinceRelease : since;
  }

  /** Stores the contract whose check passed; a build of other code deletes it. */
  static void pass(Path source) {
    Path passed = passed();
    if (passed != null) {
      ContractFiles.write(passed, ContractBundle.of(ContractFiles.document(source)).yaml());
    }
  }

  private static @Nullable Path passed() {
    Path home = ContractFiles.home();
    Path target = home == null ? null : home.resolve("cli-demo").resolve("target");
    return target == null || !Files.isDirectory(target) ? null : target.resolve("passed.yaml");
  }

  /** Returns the operations that the changes affect, or all operations if that is not known. */
  static Set<String> operations(List<Change> changes, Contract contract) {
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : changes) {
      String pointer = change.pointer();
      boolean told = false;
      for (OperationDef operation : contract.operations()) {
        String path = "/paths/" + Place.escape(operation.path());
        if (pointer.startsWith(path + "/") || pointer.equals(path)) {
          touched.add(operation.name());
          told = true;
        }
        String schema = named(pointer, "schemas");
        if (schema != null && reaches(contract, operation, schema)) {
          touched.add(operation.name());
          told = true;
        }
        String sample = named(pointer, "examples");
        boolean uses =
            operation.requestSamples().stream().anyMatch(s -> s.name().equals(sample))
                || operation.responseSamples().stream().anyMatch(s -> s.name().equals(sample));
        if (uses) {
          touched.add(operation.name());
          told = true;
        }
      }
      boolean words =
          Stream.of("/info", "/tags", "/x-sources").anyMatch(part -> pointer.startsWith(part));
      if (!told && !words) {
        contract.operations().forEach(operation -> touched.add(operation.name()));
      }
    }
    return touched;
  }

  private static @Nullable String named(String pointer, String section) {
    String lead = "/components/" + section + "/";
    if (!pointer.startsWith(lead)) {
      return null;
    }
    String rest = pointer.substring(lead.length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static boolean reaches(Contract contract, OperationDef operation, String schema) {
    Set<String> seen = new LinkedHashSet<>();
    SchemaDef request = operation.request();
    if (request != null) {
      walk(contract, request, seen);
    }
    walk(contract, operation.response(), seen);
    return seen.contains(schema);
  }

  private static void walk(Contract contract, SchemaDef schema, Set<String> seen) {
    if (!seen.add(schema.name())) {
      return;
    }
    walk(contract, schema.value(), seen);
    for (PropertyDef property : schema.properties()) {
      walk(contract, property.value(), seen);
    }
  }

  private static void walk(Contract contract, ValueDef value, Set<String> seen) {
    walk(contract, value.ref(), seen);
    for (ValueDef part : new ValueDef[] {value.items(), value.values()}) {
      if (part != null) {
        walk(contract, part, seen);
      }
    }
    KindsDef kinds = value.kinds();
    if (kinds != null) {
      kinds.kinds().forEach(kind -> walk(contract, kind.ref(), seen));
    }
  }

  private static void walk(Contract contract, @Nullable String ref, Set<String> seen) {
    SchemaDef named = ref == null ? null : contract.schema(ref);
    if (named != null) {
      walk(contract, named, seen);
    }
  }
}
