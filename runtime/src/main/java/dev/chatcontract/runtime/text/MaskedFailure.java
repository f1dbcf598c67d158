package dev.chatcontract.runtime.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chatcontract.runtime.json.JsonShapeException;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a failure of another library whose text reveals a secret or controls a terminal:
 * libraries quote what a server has sent.
 */
final class MaskedFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** The text that Jackson quotes when it cannot read it, where no name says what it is. */
  private static final Pattern QUOTED =
      Pattern.compile("(?<=Unrecognized token )'[^']*'|(?<=Numeric value )\\([^)]*\\)");

  private MaskedFailure(String text, @Nullable Throwable cause) {
    super(text, cause);
  }

  /** Returns the failure itself if all of it may be shown, otherwise a stand-in. */
  static Throwable of(Throwable failure, Set<String> sensitive) {
    return clean(failure, sensitive, seen()) ? failure : masked(failure, sensitive, seen());
  }

  /** Returns a parser's message without the text that it quotes. */
  static String unquoted(String message) {
    return QUOTED.matcher(message).replaceAll(Redaction.MASK);
  }

  private static String text(Throwable failure, Set<String> sensitive) {
    String text = String.valueOf(failure);
    boolean quotes =
        failure instanceof JsonProcessingException && !(failure instanceof JsonShapeException);
    return shown(quotes ? unquoted(text) : text, sensitive);
  }

  private static String shown(String text, Set<String> sensitive) {
    return InertText.lines(Redaction.hidden(text, sensitive));
  }

  private static Throwable standIn(
      Throwable failure, @Nullable Throwable cause, Set<String> sensitive) {
    return failure instanceof JsonProcessingException json
        ? new JsonParseException(
            null,
            shown(unquoted(String.valueOf(json.getOriginalMessage())), sensitive),
            json.getLocation(),
            cause)
        : new MaskedFailure(text(failure, sensitive), cause);
  }

  private static Set<Throwable> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean clean(
      @Nullable Throwable failure, Set<String> sensitive, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return true;
    }
    if (!String.valueOf(failure).equals(text(failure, sensitive))
        || !clean(failure.getCause(), sensitive, seen)) {
      return false;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (!clean(suppressed, sensitive, seen)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Throwable masked(
      @Nullable Throwable failure, Set<String> sensitive, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return null;
    }
    Throwable masked = standIn(failure, masked(failure.getCause(), sensitive, seen), sensitive);
    masked.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      Throwable shown = masked(suppressed, sensitive, seen);
      if (shown != null) {
        masked.addSuppressed(shown);
      }
    }
    return masked;
  }
}
