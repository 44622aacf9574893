package mailtls.conformance.client;

import java.time.Duration;
import mailtls.MailServer;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/**
 * All that a hostile server has to know to play a scenario.
 *
 * @param protocol what is spoken
 * @param mode how a connection comes to TLS
 * @param isMx whether mail is taken from anybody
 * @param scenario what is played
 * @param house what a good server would answer from
 * @param certificates what is shown
 * @param words the words that the scenario says and that were not known when it was written
 * @param witness sees what the client does
 * @param patience how long the client's next word is waited for
 * @param moment how long nothing must be heard to say that the client waits
 */
record Scene(
        MailProtocol protocol,
        Mode mode,
        boolean isMx,
        Scenario scenario,
        MailServer house,
        Certificates certificates,
        SceneWords words,
        Witness witness,
        Duration patience,
        Duration moment) {}
