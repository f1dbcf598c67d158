package dev.chatcontract.conformance.corpus.model;

import java.util.List;

/** A case file is invalid; the message names the file, the line and what to change. */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorpusException(String place, List<String> problems) {
    super(place + ": " + String.join("\n" + place + ": ", problems));
  }

  public CorpusException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
  }
}
