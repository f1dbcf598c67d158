package dev.chatcontract.contract.page;

/** A line of a page; the number counts from one. */
record Line(int number, String text) {}
