package dev.chatcontract.contract.page.layout;

/** A line of a page; the number counts from one. */
public record Line(int number, String text) {}
