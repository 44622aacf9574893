/** What happened, told to whoever listens: connections, handshakes, refusals, early plaintext. */
@NullMarked
package mailtls.event;

import org.jspecify.annotations.NullMarked;
