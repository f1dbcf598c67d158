package dev.chatcontract.cli;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Maven modules and their packages, read from the compiled classes.
 *
 * @param packages the module of each package
 * @param arrows pairs of packages of which the first uses the second
 * @param exports the packages that a module with a descriptor exports to everybody, by module
 */
record House(Map<String, String> packages, Set<Arrow> arrows, Map<String, Set<String>> exports) {
  private static final String BASE = "dev.chatcontract.";

  /** The folder of a module's classes, or its jar, as Maven builds them. */
  private static final Pattern BUILT =
      Pattern.compile("file:(.*/([^/]+)/target/(?:classes/|[^/]+\\.jar))");

  record Arrow(String from, String to) implements Comparable<Arrow> {
    @Override
    public int compareTo(Arrow other) {
      int order = from.compareTo(other.from);
      return order == 0 ? to.compareTo(other.to) : order;
    }

    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  static House ofClassPath() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.chatcontract");
    Map<String, String> packages = new TreeMap<>();
    Map<String, Set<String>> exports = new TreeMap<>();
    for (JavaClass each : classes) {
      Matcher built = built(each);
      String before = packages.putIfAbsent(name(each), built.group(2));
      if (before != null && !before.equals(built.group(2))) {
        throw new AssertionError(
            each.getPackageName() + " is in two modules: " + before + " and " + built.group(2));
      }
      exports.computeIfAbsent(
          built.group(2), module -> exported(Path.of(URI.create("file:" + built.group(1)))));
    }
    Set<Arrow> arrows = new TreeSet<>();
    for (JavaClass each : classes) {
      for (Dependency used : each.getDirectDependenciesFromSelf()) {
        Arrow arrow = new Arrow(name(each), name(used.getTargetClass().getBaseComponentType()));
        if (packages.containsKey(arrow.to) && !arrow.from.equals(arrow.to)) {
          arrows.add(arrow);
        }
      }
    }
    return new House(packages, arrows, exports);
  }

  private static String name(JavaClass of) {
    String name = of.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()) : name;
  }

  private static Matcher built(JavaClass of) {
    Matcher built = BUILT.matcher(of.getSource().orElseThrow().getUri().toString());
    if (!built.find()) {
      throw new AssertionError(
          of.getName() + " comes from " + of.getSource() + ", not from a module of this build");
    }
    return built;
  }

  /** Returns the exported packages; empty without a module descriptor. */
  private static Set<String> exported(Path built) {
    return ModuleFinder.of(built).findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(module -> !module.isAutomatic())
        .flatMap(module -> module.exports().stream())
        .filter(export -> !export.isQualified())
        .map(export -> export.source().substring(BASE.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<Arrow> betweenModules() {
    return arrows.stream()
        .map(arrow -> new Arrow(packages.get(arrow.from), packages.get(arrow.to)))
        .filter(arrow -> !arrow.from.equals(arrow.to))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<Arrow> within(String module) {
    return arrows.stream()
        .filter(arrow -> module.equals(packages.get(arrow.from)))
        .filter(arrow -> module.equals(packages.get(arrow.to)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<String> packagesOf(String module) {
    return packages.keySet().stream().filter(p -> packages.get(p).equals(module)).toList();
  }

  Set<String> modules() {
    return new TreeSet<>(packages.values());
  }

  /** The packages that other modules use. */
  Set<String> usedFromOutside() {
    return arrows.stream()
        .filter(arrow -> !packages.get(arrow.from).equals(packages.get(arrow.to)))
        .map(Arrow::to)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean isDoor(String name) {
    return usedFromOutside().contains(name)
        || exports.getOrDefault(packages.get(name), Set.of()).contains(name);
  }

  /** Returns the packages of one cycle, or empty if there is none. */
  static Optional<Set<String>> cycle(Set<Arrow> arrows) {
    Set<Arrow> left = new TreeSet<>(arrows);
    boolean shrinks = true;
    while (shrinks) {
      Set<String> into = left.stream().map(Arrow::to).collect(Collectors.toSet());
      Set<String> out = left.stream().map(Arrow::from).collect(Collectors.toSet());
      shrinks = left.removeIf(a -> !into.contains(a.from) || !out.contains(a.to));
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            left.stream().map(Arrow::from).collect(Collectors.toCollection(TreeSet::new)));
  }
}
