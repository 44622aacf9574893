/** The policy of a relay: whether a next hop must have TLS, and what proves that it is the right one. */
@NullMarked
package mailtls.relay;

import org.jspecify.annotations.NullMarked;
