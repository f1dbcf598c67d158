package dev.chatcontract.runtime.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on a real class path, with old libraries that are made for the test. */
class ClassPathTest {
  private static final String CLIENT = "package okhttp3; public class OkHttpClient {}";

  @TempDir Path dir;

  @Test
  void anOkHttp4IsNamedWithItsJar() throws Exception {
    Path old =
        jar(
            "okhttp-4.9.3.jar",
            "okhttp3/OkHttpClient",
            CLIENT,
            "okhttp3/OkHttp",
            "package okhttp3; public class OkHttp { public static final String VERSION = \"4.9.3\"; }");
    assertThatThrownBy(() -> check(url(old), place(OkHttpClient.class)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("OkHttp 4.9.3 (okhttp-4.9.3.jar) comes first on the class path");
  }

  @Test
  void anOkHttp3IsNamedThoughANewerOneFollows() throws Exception {
    Path old =
        jar(
            "okhttp-3.12.13.jar",
            "okhttp3/OkHttpClient",
            CLIENT,
            "okhttp3/internal/Version",
            "package okhttp3.internal; public class Version {"
                + " public static String userAgent() { return \"okhttp/3.12.13\"; } }");
    assertThatThrownBy(() -> check(url(old), place(OkHttpClient.class)))
        .hasMessageStartingWith("OkHttp 3.12.13 (okhttp-3.12.13.jar) comes first");
  }

  @Test
  void aClassOutsideAJarIsNamedWithoutAFile() throws Exception {
    Path classes =
        classes(
            "okhttp3/OkHttpClient",
            CLIENT,
            "okhttp3/OkHttp",
            "package okhttp3; public class OkHttp { public static final String VERSION = \"4.9.3\"; }");
    assertThatThrownBy(() -> check(url(classes)))
        .hasMessageStartingWith("OkHttp 4.9.3 comes first");
  }

  @Test
  void aMissingLibraryIsNamedWithoutAFile() {
    assertThatThrownBy(() -> check(place(OkHttpClient.class), place(kotlin.KotlinVersion.class)))
        .hasMessageStartingWith("Okio is older than OkHttp ");
  }

  @Test
  void anOkHttpWithoutAVersionPasses() throws Exception {
    Path unknown = jar("okhttp.jar", "okhttp3/OkHttpClient", CLIENT);
    assertThatCode(() -> check(url(unknown))).doesNotThrowAnyException();
    assertThatCode(ClassPathTest::check).doesNotThrowAnyException();
  }

  /** Lets the check see these libraries, and Jackson, instead of those of this build. */
  private static void check(URL... libraries) throws Throwable {
    List<URL> path = new ArrayList<>(List.of(libraries));
    path.add(place(Libraries.class));
    path.add(place(Version.class));
    path.add(place(JsonNode.class));
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> checked = loader.loadClass(Libraries.class.getName());
      assertThat(checked).isNotSameAs(Libraries.class);
      checked.getMethod("check").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static URL url(Path path) throws IOException {
    return path.toUri().toURL();
  }

  /** Compiles classes, given as name and source in turn. */
  private Path classes(String... namesAndSources) throws IOException {
    Path classes = Files.createDirectory(dir.resolve("classes"));
    for (int i = 0; i < namesAndSources.length; i += 2) {
      Path source = dir.resolve("sources").resolve(namesAndSources[i] + ".java");
      Files.createDirectories(source.getParent());
      Files.writeString(source, namesAndSources[i + 1]);
      assertThat(
              ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, "-d", classes.toString(), source.toString()))
          .isZero();
    }
    return classes;
  }

  private Path jar(String name, String... namesAndSources) throws IOException {
    Path classes = classes(namesAndSources);
    Path jar = dir.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (int i = 0; i < namesAndSources.length; i += 2) {
        entries.putNextEntry(new JarEntry(namesAndSources[i] + ".class"));
        Files.copy(classes.resolve(namesAndSources[i] + ".class"), entries);
      }
    }
    return jar;
  }
}
