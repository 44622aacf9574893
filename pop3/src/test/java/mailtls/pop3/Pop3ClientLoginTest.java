package mailtls.pop3;

import static mailtls.client.MailClientException.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mailtls.MailServer;
import mailtls.client.LoginChecks;
import mailtls.client.TlsMode;
import mailtls.machine.Protocol;
import mailtls.mina.MinaClient;
import mailtls.sasl.Authenticator;
import mailtls.sasl.ClientMechanisms;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;

class Pop3ClientLoginTest extends LoginChecks {

    private static MailServer house(Authenticator authenticator) {
        var store = new MemoryMailStore(1 << 20, List.of("example.org"));
        store.addAccount("alice");
        return new MailServer("mail.example.org", authenticator, store, Limits.DEFAULT);
    }

    @Override
    protected Protocol protocol(Authenticator authenticator) {
        return Pop3.server(house(authenticator), ListenerPolicy.STARTTLS_REQUIRED);
    }

    @Override
    protected Function<ClientMechanisms, CompletableFuture<Boolean>> connect(
            MinaClient client, InetSocketAddress place, TlsMode mode) throws IOException, InterruptedException {
        return await(client.connect(place, Pop3.client(mode)))::logIn;
    }
}
