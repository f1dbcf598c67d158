package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Answer;
import dev.chatcontract.conformance.simulator.log.RecordedRequest;
import dev.chatcontract.conformance.simulator.log.Refusals;
import dev.chatcontract.conformance.simulator.log.RequestLog;
import dev.chatcontract.conformance.simulator.log.ServedRequest;

/** One row of the traffic: what a list shows about a request, without its bodies. */
final class TrafficRows {
  private static final int MOST_PATH = 300;
  private static final int MOST_INFO = 300;

  private final Veil veil;

  TrafficRows(Veil veil) {
    this.veil = veil;
  }

  ObjectNode row(RequestLog.Entry entry) {
    RecordedRequest request = entry.request();
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("serial", entry.serial());
    row.put("time", entry.time().toString());
    row.put("method", cut(request.method(), 20));
    row.put("path", cut(veil.over(request.path()), MOST_PATH));
    row.put("operation", request.operation());
    row.put("bytes", request.body().length);
    Answer answer = entry.answer();
    if (answer != null) {
      byte[] body = answer.sent().getByteBody();
      row.put("by", answer.by().label());
      row.put("status", answer.status());
      row.put("code", answer.code());
      row.put("info", cut(veil.over(answer.info()), MOST_INFO));
      row.put("micros", entry.nanos() / 1000);
      row.put("answerBytes", body == null ? 0 : body.length);
    }
    return row;
  }

  /** Describes requests that were not admitted; only their head was read. */
  ObjectNode refused(Refusals.News refused) {
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    block.put("left", refused.left());
    block.put("count", refused.count());
    ArrayNode list = block.putArray("rows");
    for (ServedRequest request : refused.requests()) {
      ObjectNode row = list.addObject();
      row.put("time", request.time().toString());
      row.put("method", cut(request.method(), 20));
      row.put("path", cut(veil.over(request.path()), MOST_PATH));
      row.put("by", request.answeredBy().label());
      row.put("status", request.status());
      row.put("code", 0);
      row.put("info", cut(veil.over(request.info()), MOST_INFO));
    }
    return block;
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
