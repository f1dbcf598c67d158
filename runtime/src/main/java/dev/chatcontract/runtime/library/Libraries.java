package dev.chatcontract.runtime.library;

import com.fasterxml.jackson.core.Version;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that the class path has for us, which other dependencies may have chosen. One that
 * is too old is named before a call dies of it with a NoSuchMethodError somewhere inside.
 */
public final class Libraries {
  private static final String REMEDY =
      ". Import dev.chatcontract:chat-contract-bom into dependencyManagement, or ";

  private static final @Nullable String PROBLEM = new Libraries(new ClassPath()).problem();

  private final View view;

  Libraries(View view) {
    this.view = view;
  }

  /** What can be seen of a class path. */
  interface View {
    /** The version of the OkHttp that comes first, or null if it has none that we know. */
    @Nullable String okHttp();

    /** The versions of Jackson's parts. */
    Version[] jackson();

    boolean has(String className);

    /** The file name of the jar that a class comes from, in brackets; empty if unknown. */
    String jar(String className);
  }

  /** Throws an IllegalStateException that says what to exclude, unless all are new enough. */
  public static void check() {
    if (PROBLEM != null) {
      throw new IllegalStateException(PROBLEM);
    }
  }

  @Nullable String problem() {
    for (Version part : view.jackson()) {
      if (older(part.getMajorVersion(), part.getMinorVersion(), 2, 17)) {
        return "Jackson "
            + part
            + " comes first on the class path; this client needs 2.17 or newer of jackson-core and"
            + " jackson-databind"
            + REMEDY
            + "com.fasterxml.jackson:jackson-bom";
      }
    }
    String version = view.okHttp();
    Matcher okHttp = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(version == null ? "" : version);
    return okHttp.matches()
        ? okHttpProblem(
            version, Integer.parseInt(okHttp.group(1)), Integer.parseInt(okHttp.group(2)))
        : null;
  }

  private @Nullable String okHttpProblem(String version, int major, int minor) {
    if (older(major, minor, 4, 12)) {
      return "OkHttp "
          + version
          + view.jar("okhttp3.OkHttpClient")
          + " comes first on the class path; this client needs 4.12 or newer"
          + REMEDY
          + "exclude com.squareup.okhttp3:okhttp and com.squareup.okio:okio from the dependency"
          + " that brings it (mvn dependency:tree -Dincludes=com.squareup.okhttp3 names it)";
    }
    // Okio tells no version; each of these classes came with the one that this OkHttp needs.
    String okio = older(major, minor, 5, 2) ? "okio.FileSystem" : "okio.Socket";
    if (!view.has(okio)) {
      return "Okio"
          + view.jar("okio.Buffer")
          + " is older than OkHttp "
          + version
          + " needs"
          + REMEDY
          + "exclude com.squareup.okio from the dependency that brings it (mvn dependency:tree"
          + " -Dincludes=com.squareup.okio names it)";
    }
    if (major >= 5 && !view.has("kotlin.enums.EnumEntriesKt")) {
      return "Kotlin's library"
          + view.jar("kotlin.KotlinVersion")
          + " is older than OkHttp "
          + version
          + " needs, which is 1.9"
          + REMEDY
          + "exclude org.jetbrains.kotlin:kotlin-stdlib from the dependency that brings it (mvn"
          + " dependency:tree -Dincludes=org.jetbrains.kotlin names it)";
    }
    return null;
  }

  private static boolean older(int major, int minor, int neededMajor, int neededMinor) {
    return major < neededMajor || (major == neededMajor && minor < neededMinor);
  }

  /** The class path of this program. */
  private static final class ClassPath implements View {

    /**
     * Read by name, since javac would take the constant over. OkHttp 3 has it in another class;
     * what is in another jar than the client is a newer OkHttp's, further back on the class path.
     */
    @Override
    public @Nullable String okHttp() {
      Class<?> client = find("okhttp3.OkHttpClient");
      Class<?> four = find("okhttp3.OkHttp");
      try {
        if (client != null && four != null && place(client).equals(place(four))) {
          return (String) four.getField("VERSION").get(null);
        }
        Object three =
            Class.forName("okhttp3.internal.Version").getMethod("userAgent").invoke(null);
        return ((String) three).replace("okhttp/", "");
      } catch (ReflectiveOperationException | LinkageError unknown) {
        return null;
      }
    }

    @Override
    public Version[] jackson() {
      return new Version[] {
        com.fasterxml.jackson.core.json.PackageVersion.VERSION,
        com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION
      };
    }

    @Override
    public boolean has(String className) {
      return find(className) != null;
    }

    @Override
    public String jar(String className) {
      Class<?> type = find(className);
      String place = type == null ? "" : place(type);
      String file = place.substring(place.lastIndexOf('/') + 1);
      return file.endsWith(".jar") ? " (" + file + ")" : "";
    }

    private static String place(Class<?> type) {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    }

    private static @Nullable Class<?> find(String className) {
      try {
        return Class.forName(className, false, Libraries.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError absent) {
        return null;
      }
    }
  }
}
