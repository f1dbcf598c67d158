package dev.chatcontract.codegen.reference;

import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Escapes everything that a template prints, except {@link Html}, so that no template can forget
 * to.
 */
final class EscapeEverything implements ReferenceInsertionEventHandler {
  @Override
  public @Nullable Object referenceInsert(
      Context context, String reference, @Nullable Object value) {
    return value == null || value instanceof Html ? value : Html.escape(value.toString());
  }
}
