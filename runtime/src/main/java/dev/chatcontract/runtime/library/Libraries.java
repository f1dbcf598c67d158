package dev.chatcontract.runtime.library;

import com.fasterxml.jackson.core.Version;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The libraries on the class path, whose versions other dependencies may have chosen. One that is
 * too old is reported by name before a call fails with a NoSuchMethodError.
 */
public final class Libraries {
  private static final String REMEDY =
      ". Import dev.chatcontract:chat-contract-bom into dependencyManagement, or ";

  private static final @Nullable String PROBLEM = new Libraries(new ClassPath()).problem();

  private final View view;

  Libraries(View view) {
    this.view = view;
  }

  /** The contents of a class path. */
  interface View {
    /** Returns the version of the OkHttp that comes first, or null if it is unknown. */
    @Nullable String okHttp();

    /** Returns the versions of Jackson's parts. */
    Version[] jackson();

    boolean has(String className);

    /** Returns the file name of a class's jar, in parentheses; empty if unknown. */
    String jar(String className);
  }

  /** Throws an IllegalStateException that says what to exclude if a library is too old. */
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
    // Okio does not state its version; each class came with the version that this OkHttp needs.
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
     * Reads the version by reflection, since javac would inline the constant. OkHttp 3 has it in
     * another class. A class in another jar than the client's belongs to a newer OkHttp further
     * back on the class path.
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
