/** What is measured: the same signed call by this client, by its peers and by bare OkHttp. */
@NullMarked
package dev.chatcontract.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
