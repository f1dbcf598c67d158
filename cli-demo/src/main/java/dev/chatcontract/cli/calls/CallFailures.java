package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.operation.ItemErrors;
import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.runtime.text.Redaction;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the outcomes of a call in words. */
public final class CallFailures {
  /**
   * The maximum number of integer digits of an int64; printing 1e999999999 in full would take a
   * gigabyte.
   */
  private static final int MAX_DIGITS = 19;

  private CallFailures() {}

  public static CommandFailure explain(Throwable failure) {
    if (failure instanceof InvalidRequestException e) {
      return invalid(e.operation(), e.faults(), null);
    }
    if (failure instanceof ApiException e) {
      return CommandFailure.of(ExitCode.API, api(e), e);
    }
    if (failure instanceof HttpStatusException e) {
      return CommandFailure.of(
          ExitCode.TRANSPORT,
          e.operation()
              + ": HTTP "
              + e.status()
              + " instead of an answer"
              + attempts(e)
              + snippet(e.snippet())
              + doubt(e),
          e);
    }
    // Their messages name the operation, the attempts, and whether the server may have received the
    // request.
    if (failure instanceof DecodeException || failure instanceof TransportException) {
      return CommandFailure.of(ExitCode.TRANSPORT, firstLine(failure), failure);
    }
    return CommandFailure.of(
        ExitCode.INTERNAL,
        "chatctl failed: "
            + failure.getClass().getSimpleName()
            + ": "
            + firstLine(failure)
            + "\nRun again with --verbose for the cause.",
        failure);
  }

  public static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return shown(end < 0 ? message : message.substring(0, end));
  }

  /** Returns, for example, {@code 10010 GROUP_NOT_FOUND: the server's text}. */
  public static String code(Operation<?, ?> operation, long code, String info) {
    String name = operation.errors().find(code).map(entry -> " " + entry.name()).orElse("");
    return code + name + (info.isEmpty() ? "" : ": " + shown(info));
  }

  /** Returns why a call failed whose envelope succeeded; null if nothing beside it says so. */
  public static @Nullable String ofAnswer(Operation<?, ?> operation, JsonNode answer) {
    ItemErrors<?, ?, ?> errors = operation.itemErrors().orElse(null);
    return errors == null || !errors.isOfAnswer() ? null : item(operation, errors, answer);
  }

  /** Returns why an item of an answer failed; null if it succeeded. */
  public static @Nullable String item(
      Operation<?, ?> operation, ItemErrors<?, ?, ?> errors, JsonNode item) {
    boolean allFailed = errors.successCodes().isEmpty();
    if (!errors.isOfAnswer()
        && (errors.keyName().isEmpty() || (allFailed && errors.codeName().isEmpty()))) {
      return "the answer lists it in " + errors.itemsName();
    }
    if (!item.isObject()) {
      return "an object is expected";
    }
    JsonNode code = item.get(errors.codeName());
    if (code == null || code.isNull()) {
      return allFailed ? "the answer lists it in " + errors.itemsName() : null;
    }
    long number;
    try {
      // A number in quotes breaks the contract, but its meaning is clear.
      BigDecimal value = new BigDecimal(code.asText());
      if (value.precision() - value.scale() > MAX_DIGITS) {
        throw new ArithmeticException("out of range");
      }
      number = value.longValueExact();
    } catch (NumberFormatException | ArithmeticException e) {
      return errors.codeName() + " is not a code: " + InertText.line(code.toString());
    }
    return errors.successCodes().contains(number)
        ? null
        : code(operation, number, item.path(errors.infoName()).asText(""));
  }

  /** Returns the key of an item of an answer. */
  public static String key(ItemErrors<?, ?, ?> errors, JsonNode item) {
    return (errors.keyName().isEmpty() ? item : item.path(errors.keyName())).asText("(no key)");
  }

  private static String api(ApiException e) {
    StringBuilder out = new StringBuilder();
    ErrorEntry entry = e.entry().orElse(null);
    out.append(e.operation()).append(": code ").append(e.code());
    if (entry != null) {
      out.append(' ').append(entry.name());
    }
    if (e.kind() == ApiException.Kind.MISMATCH) {
      out.append(" (status and code contradict each other)");
    }
    if (!e.info().isEmpty()) {
      out.append("\n  server   ").append(shown(e.info()));
    }
    if (entry != null) {
      out.append("\n  meaning  ").append(entry.meaning());
      out.append("\n  do       ").append(entry.action());
    } else {
      out.append("\n  meaning  not in the contract, class ").append(e.errorClass().wireName());
    }
    out.append("\n  retry    ").append(e.retry().wireName());
    if (e.attempts() > 1) {
      out.append(", ").append(e.attempts()).append(" attempts made");
    }
    out.append("\n  more     ").append(Program.NAME).append(" explain ").append(e.code());
    return out + doubt(e);
  }

  /**
   * Returns a server's text for use within a line: inert, and without any signature that it echoes.
   */
  private static String shown(String text) {
    return InertText.line(Redaction.hidden(text));
  }

  private static String attempts(ChatException e) {
    return e.attempts() > 1 ? " (" + e.attempts() + " attempts)" : "";
  }

  private static String doubt(ChatException e) {
    return e.maybeApplied()
        ? "\n  The server may have carried out the request; check before you send it again."
        : "";
  }

  private static String snippet(String text) {
    String line = shown(text.strip().replaceAll("\\s+", " "));
    return line.isEmpty() ? "" : "\n  " + TextWidth.cut(line, 100);
  }

  static CommandFailure invalid(
      String operation, List<Fault> faults, @Nullable FieldOptions fields) {
    StringBuilder out = new StringBuilder(operation + ": nothing was sent");
    for (Fault fault : faults) {
      if (fault.severity() == Fault.Severity.ERROR) {
        out.append("\n  ").append(describe(fault, fields));
      }
    }
    return CommandFailure.usage(out.toString());
  }

  static String describe(Fault fault, @Nullable FieldOptions fields) {
    String option = fields == null ? null : fields.option(fault.pointer());
    String place = fault.pointer().isEmpty() ? "(request)" : fault.pointer();
    return (option == null ? place : option + " (" + place + ")") + ": " + fault.message();
  }
}
