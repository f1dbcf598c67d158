package dev.chatcontract.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;

/** A JMESPath expression that selects a part of an answer. */
public final class Query {
  /** The option with the expression. */
  public static final String OPTION = "--query";

  private final Expression<JsonNode> expression;

  private Query(Expression<JsonNode> expression) {
    this.expression = expression;
  }

  /** Parses an expression. */
  public static Query of(String expression) throws QueryException {
    try {
      return new Query(new JacksonRuntime().compile(expression));
    } catch (JmesPathException e) {
      throw new QueryException(reason(e), e);
    } catch (StackOverflowError e) {
      throw new QueryException("nested too deeply", e);
    } catch (NumberFormatException e) {
      throw new QueryException("a number is out of range", e);
    } catch (RuntimeException e) {
      throw unexpected(e);
    }
  }

  /** Returns the selected part of {@code answer}; JSON null if there is none. */
  public JsonNode of(JsonNode answer) throws QueryException {
    try {
      return expression.search(answer);
    } catch (JmesPathException e) {
      throw new QueryException(reason(e), e);
    } catch (RuntimeException e) {
      throw unexpected(e);
    }
  }

  /** Describes a fault of the library, which for example cannot reverse what is not there. */
  private static QueryException unexpected(RuntimeException e) {
    return new QueryException("it cannot be carried out (" + e.getClass().getSimpleName() + ")", e);
  }

  /**
   * Shortens the library's message, which repeats the expression and lists every possible token.
   */
  private static String reason(JmesPathException e) {
    String message = String.valueOf(e.getMessage());
    int quoted = message.lastIndexOf("\": ");
    String reason = message.startsWith("Unable") ? message.substring(quoted + 3) : message;
    return reason.replaceAll(" expecting \\{.*?}(?= at position|$)", "");
  }
}
