package dev.chatcontract.codegen;

import java.util.List;

/**
 * The client interface of a tag.
 *
 * @param prefix begins the names of its classes
 * @param accessor the root client's method for it
 */
public record ApiView(
    String tag, String prefix, String accessor, List<String> doc, List<OperationView> operations) {
  public boolean paged() {
    return operations.stream().anyMatch(o -> o.paging() != null);
  }

  public boolean batched() {
    return operations.stream().anyMatch(o -> o.batch() != null);
  }
}
