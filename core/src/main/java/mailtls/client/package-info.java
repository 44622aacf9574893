/** What the three clients share: how TLS is asked for, whom to believe, and what is done when a server breaks a rule. */
@NullMarked
package mailtls.client;

import org.jspecify.annotations.NullMarked;
