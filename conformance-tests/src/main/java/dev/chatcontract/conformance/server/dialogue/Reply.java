package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The result of a request.
 *
 * @param failure why there is no answer; empty if there is one
 * @param contentType empty if the header is absent
 * @param text the body as text for people
 * @param json the body; missing if it is not strict JSON
 * @param unreadable why the body is not strict JSON; empty if it is
 * @param sample whether our simulator says that it did nothing and returned a sample
 */
public record Reply(
    String failure,
    int status,
    String contentType,
    String text,
    JsonNode json,
    String unreadable,
    boolean sample) {

  static Reply none(String why) {
    return new Reply(why, 0, "", "", MissingNode.getInstance(), "", false);
  }

  static Reply of(int status, String contentType, boolean sample, byte[] body) {
    JsonNode json = MissingNode.getInstance();
    String unreadable = "";
    try {
      json =
          CaseJson.tree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      unreadable = "the body is not UTF-8";
    } catch (JsonProcessingException e) {
      unreadable = "the body is not strict JSON: " + e.getOriginalMessage();
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return new Reply("", status, contentType, text, json, unreadable, sample);
  }
}
