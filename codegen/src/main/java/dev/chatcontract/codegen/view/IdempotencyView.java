package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.IdempotencyDef;
import java.util.List;

/**
 * When a request may be sent twice.
 *
 * @param present the members that such a request contains
 */
public record IdempotencyView(IdempotencyDef def, List<FieldView> present) {}
