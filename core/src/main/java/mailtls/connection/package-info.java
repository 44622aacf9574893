/** One connection seen without the network: octets in, effects out. STARTTLS lives here, once for all protocols. */
@NullMarked
package mailtls.connection;

import org.jspecify.annotations.NullMarked;
