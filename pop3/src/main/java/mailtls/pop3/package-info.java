/** POP3 (RFC 1939 and RFC 2595): the protocol to read first, being the smallest. */
@NullMarked
package mailtls.pop3;

import org.jspecify.annotations.NullMarked;
