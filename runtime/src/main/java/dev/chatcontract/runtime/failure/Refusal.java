package dev.chatcontract.runtime.failure;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Retry;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.text.Redaction;
import org.jspecify.annotations.Nullable;

/** What the contract says about an envelope that reports a failure. */
public final class Refusal {
  private Refusal() {}

  /** Returns the failure; null if the envelope reports success. */
  public static ApiException.@Nullable Answered in(
      Operation<?, ?> op,
      Envelope.Names names,
      @Nullable String status,
      long code,
      @Nullable String info) {
    boolean ok = names.success().equals(status);
    boolean zero = code == names.successCode();
    if (ok && zero) {
      return null;
    }
    ErrorEntry entry = op.errors().find(code).orElse(null);
    // A success status with an error code, or the reverse: it is unclear what happened, so
    // neither is relied on.
    ApiException.Kind kind = ok || zero ? ApiException.Kind.MISMATCH : ApiException.Kind.REJECTED;
    Retry retry = Retry.NEVER;
    if (kind == ApiException.Kind.REJECTED && entry != null) {
      retry = entry.retry();
    }
    return new ApiException.Answered(
        op.name(),
        kind,
        code,
        hidden(op, status),
        hidden(op, info),
        entry,
        op.errors().classOf(code),
        retry);
  }

  private static @Nullable String hidden(Operation<?, ?> op, @Nullable String text) {
    return text == null ? null : Redaction.hidden(text, op.sensitive());
  }
}
