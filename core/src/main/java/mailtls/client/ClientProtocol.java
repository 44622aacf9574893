package mailtls.client;

import mailtls.machine.Protocol;

/**
 * A protocol from the client's side, for one connection.
 *
 * @param <C> what the user gets to work with
 */
public interface ClientProtocol<C> extends Protocol {

    /** Returns the call. */
    Call<?, C> call();

    /** Returns how TLS is begun. */
    TlsMode mode();
}
