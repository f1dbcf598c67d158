package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ends: what a case accepts (null is not compared), or what a client reports. */
@JsonPropertyOrder("kind")
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CallOutcome {

  /** The kinds of outcome, with their words in cases and in the driver protocol. */
  enum Kind implements Word {
    OK,
    API_ERROR,
    HTTP_ERROR,
    DECODE_ERROR,
    TRANSPORT_ERROR,
    INVALID_REQUEST,
    PAGING_ERROR,
    /** Only reported by clients. */
    NOT_SUPPORTED
  }

  /** Returns its kind. */
  @JsonProperty
  Kind kind();

  /** A success with a result. */
  sealed interface Success extends CallOutcome {
    @Override
    default Kind kind() {
      return Kind.OK;
    }
  }

  /** The decoded answer, encoded again. */
  record Answered(@Nullable JsonNode value) implements Success {}

  /** What a pager returned, in order. */
  record Listed(JsonNode items) implements Success {}

  /**
   * What a batch returned, in order.
   *
   * @param items results of the keys that were found; the keys as texts if answers list no results
   * @param missing keys that the answers do not mention
   */
  record Batched(@Nullable JsonNode items, @Nullable JsonNode failed, @Nullable JsonNode missing)
      implements Success {}

  /**
   * An answer that says the call failed.
   *
   * @param errorClass the class that the contract gives the code; compared for clients that declare
   *     {@link Feature#ERROR_CLASS}
   */
  record ApiError(@Nullable Long code, @Nullable String info, @Nullable String errorClass)
      implements CallOutcome {
    @Override
    public Kind kind() {
      return Kind.API_ERROR;
    }
  }

  /** A status other than 200. */
  record HttpError(@Nullable Integer status) implements CallOutcome {
    @Override
    public Kind kind() {
      return Kind.HTTP_ERROR;
    }
  }

  /**
   * A request rejected before it was sent.
   *
   * @param faults pointers into the request; those of a case must be among the client's
   */
  record InvalidRequest(@Nullable List<String> faults) implements CallOutcome {
    @Override
    public Kind kind() {
      return Kind.INVALID_REQUEST;
    }
  }

  /** An outcome that consists of its kind alone. */
  record Ended(Kind kind) implements CallOutcome {}

  /** Reads the flat object of cases and of the driver protocol. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static CallOutcome read(JsonNode tree) throws JsonProcessingException {
    String word = tree.path("kind").asText();
    Kind kind =
        Word.of(Kind.class, word)
            .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is not an outcome"));
    Class<? extends CallOutcome> type =
        switch (kind) {
          case OK -> success(tree);
          case API_ERROR -> ApiError.class;
          case HTTP_ERROR -> HttpError.class;
          case INVALID_REQUEST -> InvalidRequest.class;
          default -> Ended.class;
        };
    return CaseJson.MAPPER.treeToValue(tree, type);
  }

  private static Class<? extends Success> success(JsonNode tree) {
    if (tree.hasNonNull("failed") || tree.hasNonNull("missing")) {
      return Batched.class;
    }
    return tree.hasNonNull("items") && !tree.hasNonNull("value") ? Listed.class : Answered.class;
  }
}
