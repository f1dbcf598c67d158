package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Retry;
import dev.chatcontract.contract.page.Fact;
import dev.chatcontract.contract.page.Page;
import dev.chatcontract.contract.page.Topic;
import dev.chatcontract.contract.page.layout.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts the rows of {@code x-error-codes}. */
final class CodeDrafts {
  private final Contract contract;
  private final Page page;
  private final String source;

  CodeDrafts(Contract contract, Page page, String source) {
    this.contract = contract;
    this.page = page;
    this.source = source;
  }

  ArrayNode rows(DraftFile file) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> names = new HashSet<>();
    for (Fact fact : page.facts().values()) {
      if (fact.subject() == Topic.CODE
          && !fact.isUnread()
          && fact.name().matches("[1-9]\\d*")
          && isInt(fact.name())) {
        ObjectNode row = row(file, "/post/x-error-codes/" + rows.size(), fact);
        String name = row.path("name").asText();
        if (!names.add(name)) {
          row.put("name", name + "_" + fact.name());
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Returns a question for each row of the page whose codes cannot be read. */
  List<String> questions() {
    return page.facts().values().stream()
        .filter(Fact::isUnread)
        .map(f -> "Which codes does line " + f.line() + " mean by \"" + f.name() + "\"?")
        .toList();
  }

  private static boolean isInt(String digits) {
    return digits.length() < 10 || Long.parseLong(digits) <= Integer.MAX_VALUE;
  }

  private ObjectNode row(DraftFile file, String pointer, Fact fact) {
    String text = page.texts().getOrDefault(fact.key(), "");
    int code = Integer.parseInt(fact.name());
    boolean advised = Sentences.advisesRetry(text);
    ErrorClass guessed = CodeClasses.of(text);
    ErrorClass errorClass = guessed == null ? ErrorClass.AMBIGUOUS : guessed;
    ErrorDef same = guessed == null ? null : shared(code, guessed, advised);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    file.comment(pointer, fact.line(), text);
    row.put("code", code);
    if (same != null) {
      row.put("name", same.name()).put("meaning", same.meaning());
      row.put("class", guessed.wire()).put("retry", same.retry().wire());
    } else {
      row.put("name", errorClass.name() + "_" + code).put("meaning", meaning(errorClass));
      row.put("class", errorClass.wire()).put("retry", retry(errorClass, advised).wire());
    }
    if (advised) {
      row.put("page-retry", true);
    }
    row.put("action", same != null ? same.action() : action(errorClass));
    row.set("source", file.source(source, "table"));
    if (guessed == null) {
      file.ask(row, "Which class does the code " + code + " have? The page does not say.");
    }
    return row;
  }

  /**
   * Returns a row of the contract with the same code and meaning, whose text is better than a
   * drafted one.
   */
  private @Nullable ErrorDef shared(int code, ErrorClass guessed, boolean advised) {
    List<ErrorDef> rows = new ArrayList<>();
    for (OperationDef operation : contract.operations()) {
      rows.addAll(operation.errors());
    }
    rows.addAll(contract.commonErrors());
    for (ErrorDef row : rows) {
      boolean sameRetry = advised ? row.retry() != Retry.NEVER : row.retry() != Retry.SAFE;
      if (row.code() == code
          && row.errorClass() == guessed
          && sameRetry
          && row.retry() != Retry.RESIGN) {
        return row;
      }
    }
    return null;
  }

  /** Returns {@code never}, unless the page advises a retry or the service itself failed. */
  private static Retry retry(ErrorClass errorClass, boolean advised) {
    return advised || errorClass == ErrorClass.SERVER ? Retry.IF_IDEMPOTENT : Retry.NEVER;
  }

  private static String meaning(ErrorClass errorClass) {
    return switch (errorClass) {
      case SERVER -> "The service failed on its side.";
      case THROTTLE -> "The operation was called too often.";
      case AUTH -> "The account or its signature was refused.";
      case PERMISSION -> "The caller may not do this.";
      case NOT_FOUND -> "Something that the request names does not exist.";
      case CONFLICT -> "What the request asks for is in conflict with what exists.";
      case INVALID_REQUEST -> "The request breaks a rule of the service.";
      case TOO_LARGE -> "The request, or what it asks for, is above a limit.";
      case CONFIG -> "The app is not set up for this.";
      case BILLING -> "The plan of the app does not cover this.";
      case CONTENT_REJECTED -> "The content was refused.";
      case AMBIGUOUS -> "The call failed; the page does not say what kind of failure it is.";
    };
  }

  private static String action(ErrorClass errorClass) {
    return switch (errorClass) {
      case SERVER ->
          "Repeat a call that is safe to repeat; otherwise check whether it took effect.";
      case THROTTLE -> "Call less often.";
      case AUTH -> "Check identifier and usersig.";
      case PERMISSION -> "Check what the caller and the accounts in the request may do.";
      case NOT_FOUND -> "Check the IDs in the request.";
      case CONFLICT -> "Read what exists, then decide.";
      case INVALID_REQUEST -> "Read ErrorInfo and correct the request.";
      case TOO_LARGE -> "Send or ask for less in one call.";
      case CONFIG -> "Check the settings of the app in the console.";
      case BILLING -> "Check the plan of the app.";
      case CONTENT_REJECTED -> "Change the content.";
      case AMBIGUOUS -> "Read ErrorInfo.";
    };
  }
}
