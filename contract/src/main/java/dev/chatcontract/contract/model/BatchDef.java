package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/**
 * How a long list is split over several requests.
 *
 * @param field the request member that holds the list
 * @param max the most elements one request may carry
 * @param items the response member that holds one result for each element
 * @param key the member of a result that equals the element asked for
 */
public record BatchDef(String field, int max, String items, String key, Place at) {}
