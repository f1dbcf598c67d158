package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ends: what a case accepts (null is not compared), and what a client tells. */
@JsonPropertyOrder("kind")
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CallOutcome {

  /** The word for it in cases and in the driver protocol. */
  enum Kind implements Word {
    OK,
    API_ERROR,
    HTTP_ERROR,
    DECODE_ERROR,
    TRANSPORT_ERROR,
    INVALID_REQUEST,
    PAGING_ERROR,
    /** Told by clients only. */
    NOT_SUPPORTED
  }

  /** Its kind. */
  @JsonProperty
  Kind kind();

  /** Success that brought something. */
  sealed interface Success extends CallOutcome {
    @Override
    default Kind kind() {
      return Kind.OK;
    }
  }

  /** The decoded answer, written back. */
  record Answered(@Nullable JsonNode value) implements Success {}

  /** What a pager delivered, in order. */
  record Listed(JsonNode items) implements Success {}

  /**
   * What a batch delivered, in order.
   *
   * @param items what was found
   * @param missing keys that nothing was said about
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
   * A request refused before it was sent.
   *
   * @param faults pointers into the request; a case's must be among the client's
   */
  record InvalidRequest(@Nullable List<String> faults) implements CallOutcome {
    @Override
    public Kind kind() {
      return Kind.INVALID_REQUEST;
    }
  }

  /** An end that has nothing but its kind. */
  record Ended(Kind kind) implements CallOutcome {}

  /** Reads the flat object that cases and the driver protocol have. */
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
