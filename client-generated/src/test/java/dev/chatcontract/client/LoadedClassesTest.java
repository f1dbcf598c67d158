package dev.chatcontract.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.Operation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes that a program loads do not depend on the operations that it does not call. */
final class LoadedClassesTest {
  private static final String CLIENT = Operations.class.getPackageName() + ".";

  @Test
  void anOperationLoadsNoClassOfOtherOperations() throws Exception {
    try (Watched classes = new Watched()) {
      Class<?> operations = classes.loadClass(Operations.class.getName());
      List<?> all = (List<?>) operations.getMethod("all").invoke(null);
      Class<?> operation = classes.loadClass(Operation.class.getName());
      assertThat(all).hasSize(Operations.all().size()).hasSizeGreaterThan(1);
      for (Object each : all) {
        assertThat(operation.getMethod("name").invoke(each)).isNotEqualTo("");
        assertThat(operation.getMethod("summary").invoke(each)).isNotEqualTo("");
      }
      assertThat(classes.ofTheClient()).containsExactly("Operations");

      operation.getMethod("path").invoke(all.get(0));
      String first = prefix(Operations.all().get(0));
      assertThat(classes.ofTheClient())
          .contains(first + "Operation", first + "Errors", "model." + first + "Request")
          .noneMatch(
              name ->
                  Operations.all().stream()
                      .skip(1)
                      .anyMatch(
                          other ->
                              name.matches(
                                  "(model\\.)?"
                                      + prefix(other)
                                      + "(Operation|Errors|Request|Response)")));
    }
  }

  /** {@code GetGroupInfo} of {@code GetGroupInfoRequest}. */
  private static String prefix(Operation<?, ?> operation) {
    StringBuilder name = new StringBuilder();
    for (String word : operation.name().split("_", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  /** A second loader for the class path, which lists the classes that it defines. */
  private static final class Watched extends URLClassLoader {
    private final List<String> defined = new ArrayList<>();

    Watched() throws IOException {
      super(
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .map(Watched::url)
              .toArray(URL[]::new),
          ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String file) {
      try {
        return Path.of(file).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      defined.add(name);
      return super.findClass(name);
    }

    List<String> ofTheClient() {
      return defined.stream()
          .filter(name -> name.startsWith(CLIENT))
          .map(name -> name.substring(CLIENT.length()))
          .toList();
    }
  }
}
