package dev.chatcontract.cli.doctor;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks of the libraries on a program's class path: which version is used, and whether the client
 * accepts them.
 */
public final class ClassPathCheck {
  private static final String CHECK = "class path";
  private static final String CLIENT = "dev.chatcontract.runtime.ClientOptions";
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("the client", CLIENT);
    LIBRARIES.put("OkHttp", "okhttp3.OkHttpClient");
    LIBRARIES.put("Okio", "okio.Buffer");
    LIBRARIES.put("Kotlin", "kotlin.Unit");
    LIBRARIES.put("Jackson", "com.fasterxml.jackson.databind.ObjectMapper");
    LIBRARIES.put("Jackson's core", "com.fasterxml.jackson.core.JsonFactory");
  }

  private ClassPathCheck() {}

  /** Checks jars and folders in their order, isolated from the libraries of this program. */
  public static List<Finding> of(List<Path> places) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      urls.add(place.toUri().toURL());
    }
    List<Finding> findings = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      List<String> first = new ArrayList<>();
      for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
        List<String> jars = new ArrayList<>();
        String file = library.getValue().replace('.', '/') + ".class";
        for (URL found : Collections.list(loader.findResources(file))) {
          jars.add(name(found.toString(), file));
        }
        if (jars.size() > 1) {
          findings.add(
              Finding.look(
                  CHECK,
                  library.getKey() + " is there more than once: " + String.join(", ", jars),
                  "The first one counts. Keep one: `mvn dependency:tree` names who brings the others."));
        } else if (jars.isEmpty()) {
          findings.add(
              Finding.wrong(
                  CHECK, library.getKey() + " is not there", "Depend on chat-contract-signer."));
        } else {
          first.add(jars.get(0));
        }
      }
      if (!first.isEmpty()) {
        findings.add(Finding.ok(CHECK, String.join(", ", first)));
      }
      verdict(loader, findings);
    }
    return findings;
  }

  private static String name(String url, String file) {
    String place = url.substring(0, url.length() - file.length()).replaceFirst("!?/$", "");
    return place.substring(place.lastIndexOf('/') + 1);
  }

  /** Adds the client's own verdict: its message says which libraries are too old. */
  private static void verdict(ClassLoader loader, List<Finding> findings) {
    if (findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.WRONG)) {
      return;
    }
    try {
      Class.forName(CLIENT, true, loader).getMethod("builder").invoke(null);
    } catch (InvocationTargetException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      findings.add(Finding.wrong(CHECK, String.valueOf(cause.getMessage()), "Follow the message."));
    } catch (ReflectiveOperationException e) {
      findings.add(
          Finding.wrong(
              CHECK, "the client cannot be loaded: " + e.getMessage(), "Use its newest version."));
    }
  }
}
