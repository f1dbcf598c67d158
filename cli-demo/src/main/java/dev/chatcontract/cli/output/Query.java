package dev.chatcontract.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;

/** A JMESPath expression, which takes the wanted part out of an answer. */
public final class Query {
  /** The option that gives it. */
  public static final String OPTION = "--query";

  private final Expression<JsonNode> expression;

  private Query(Expression<JsonNode> expression) {
    this.expression = expression;
  }

  /** Reads an expression. */
  public static Query of(String expression) throws QueryException {
    try {
      return new Query(new JacksonRuntime().compile(expression));
    } catch (JmesPathException e) {
      throw new QueryException(reason(e), e);
    } catch (StackOverflowError e) {
      throw new QueryException("nested too deeply", e);
    }
  }

  /** The part of {@code answer}; JSON null if there is none. */
  public JsonNode of(JsonNode answer) throws QueryException {
    try {
      return expression.search(answer);
    } catch (JmesPathException e) {
      throw new QueryException(reason(e), e);
    }
  }

  /** The library's message goes on about the expression first, and lists every token it knows. */
  private static String reason(JmesPathException e) {
    String message = String.valueOf(e.getMessage());
    int quoted = message.lastIndexOf("\": ");
    String reason = message.startsWith("Unable") ? message.substring(quoted + 3) : message;
    return reason.replaceAll(" expecting \\{.*?}(?= at position|$)", "");
  }
}
