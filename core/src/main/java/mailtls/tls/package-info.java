/** What a channel is, cleartext or TLS, and which TLS is good enough. */
@NullMarked
package mailtls.tls;

import org.jspecify.annotations.NullMarked;
