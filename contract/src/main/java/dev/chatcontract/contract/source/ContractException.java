package dev.chatcontract.contract.source;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a contract cannot be read; lists every problem, not only the first. */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ContractException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(
                Collectors.joining("\n", problems.size() + " problem(s) in the contract:\n", "")));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns the problems in the order in which the files were read; empty only after Java
   * serialization.
   */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
