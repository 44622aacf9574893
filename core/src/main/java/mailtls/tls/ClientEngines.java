package mailtls.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Makes the engines of a client. Each has a context of its own, so no session is ever resumed that was verified for another name
 * or by another authority.
 */
public final class ClientEngines {

    private final TlsPolicy policy;
    private final Optional<ServerIdentity> identity;

    /**
     * Prepares engines.
     *
     * @param policy which TLS is spoken; of its rules for servers, ALPN says whether the protocol is offered at all
     * @param identity the client's own certificate, if it has one
     */
    public ClientEngines(TlsPolicy policy, Optional<ServerIdentity> identity) {
        this.policy = policy;
        this.identity = identity;
    }

    /**
     * Makes an engine for one connection, on the client's side.
     *
     * @param serverName the host to ask for (SNI); nothing for an address
     * @param applicationProtocol what is spoken, by its ALPN name; empty where none is registered
     * @param check checks the server's certificates and its name
     */
    public SSLEngine client(Optional<String> serverName, String applicationProtocol, X509ExtendedTrustManager check) {
        SSLContext context = context(check);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(policy.versions().toArray(String[]::new));
        parameters.setCipherSuites(Engines.suites(
                policy, List.of(context.getSupportedSSLParameters().getCipherSuites())));
        if (!policy.groups().isEmpty()) {
            Engines.setGroups(parameters, policy.groups());
        }
        serverName.ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
        if (policy.alpn() != TlsPolicy.Alpn.OFF && !applicationProtocol.isEmpty()) {
            parameters.setApplicationProtocols(new String[] {applicationProtocol});
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context(TrustManager check) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] own = identity.map(who -> new KeyManager[] {new ClientKeyManager(who)})
                    .orElseGet(() -> new KeyManager[0]);
            context.init(own, new TrustManager[] {check}, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("TLS can't be set up: " + unusable.getMessage(), unusable);
        }
    }
}
