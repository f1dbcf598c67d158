/** The last requests and their watchers. Imports only answers, checks and inputs. */
@NullMarked
package dev.chatcontract.conformance.simulator.log;

import org.jspecify.annotations.NullMarked;
