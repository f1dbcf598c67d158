package dev.chatcontract.contract.draft;

import org.jspecify.annotations.Nullable;

/** Sees whether an answer may go on in another call; how it ends no page says in a table. */
final class PagingGuess {
  private PagingGuess() {}

  static @Nullable String question(Member request, Member response) {
    for (String name : response.members.keySet()) {
      String cursor = name.replaceFirst("^Next(?=.)", "");
      if (name.startsWith("Next")
          && (request.members.containsKey(cursor) || request.members.containsKey(name))) {
        return "Does "
            + name
            + " of the answer go on with the list? If so, add x-pagination; the page does not say in a table what ends it.";
      }
    }
    for (String name : response.members.keySet()) {
      if (name.matches("(?i)complete(?:flag)?|is_?finish(?:ed)?|has_?more|is_?end")) {
        return "Does "
            + name
            + " end a list that goes on over several calls? If so, add x-pagination.";
      }
    }
    return null;
  }
}
