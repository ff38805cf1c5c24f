PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0001');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor VARCHAR(100) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	summary VARCHAR NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	target_id INTEGER, 
	rows JSON NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_target_id FOREIGN KEY(target_id) REFERENCES change (id)
);
INSERT INTO change VALUES(1,'2026-11-20 09:00:00.000000','asel','load pack','PRET02 loaded: 2 commitments of ''Pretoria Agreement between the Democratic Republic of the Congo and Rwanda''','',NULL,'[["insert", "party", 1, {}, {"code": "DRC", "name": "Democratic Republic of the Congo", "kind": "state"}], ["insert", "party", 2, {}, {"code": "RWA", "name": "Rwanda", "kind": "state"}], ["insert", "party", 3, {}, {"code": "RSA", "name": "South Africa", "kind": "state"}], ["insert", "party", 4, {}, {"code": "MONUC", "name": "UN Organization Mission in the DR Congo", "kind": "body"}], ["insert", "party", 5, {}, {"code": "TPVM", "name": "Third Party Verification Mechanism (South Africa and UN)", "kind": "body"}], ["insert", "process", 1, {}, {"name": "Pretoria (DRC\u2013Rwanda)"}], ["insert", "agreement", 1, {}, {"code": "PRET02", "title": "Pretoria Agreement between the Democratic Republic of the Congo and Rwanda", "process_id": 1, "signed_on": "2002-07-30", "zone": "Africa/Kinshasa", "known_as_of": "2003-11-28", "note": "The same two states and the same 90 days as the Washington agreement, 23 years earlier. It shows how a declared figure and a counted one come apart."}], ["insert", "event", 1, {}, {"agreement_id": 1, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2002-07-29T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 1, {}, {"agreement_id": 1, "party_id": 1, "role": "signatory"}], ["insert", "agreement_party", 2, {}, {"agreement_id": 1, "party_id": 2, "role": "signatory"}], ["insert", "agreement_party", 3, {}, {"agreement_id": 1, "party_id": 3, "role": "guarantor"}], ["insert", "agreement_party", 4, {}, {"agreement_id": 1, "party_id": 4, "role": "monitor"}], ["insert", "agreement_party", 5, {}, {"agreement_id": 1, "party_id": 5, "role": "monitor"}], ["update", "event", 1, {"name": "Signing", "source": ""}, {"name": "Signing of the agreement", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)"}], ["insert", "event", 2, {}, {"agreement_id": 1, "key": "recommitment", "name": "The two presidents commit themselves anew", "planned_at": null, "actual_at": "2003-11-26T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": "IRIN, 28 November 2003 (archived on a mailing list)"}], ["insert", "commitment", 1, {}, {"agreement_id": 1, "code": "PRET02-1", "number": 1, "title": "Withdraw all Rwandan troops", "provision": "Programme of implementation", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": 23760, "unit": "soldiers", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 1, {}, {"commitment_id": 1, "party_id": 2, "role": "lead", "place": 0}], ["insert", "commitment_party", 2, {}, {"commitment_id": 1, "party_id": 1, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 3, {}, {"commitment_id": 1, "party_id": 4, "role": "verifier", "place": 0}], ["insert", "commitment_party", 4, {}, {"commitment_id": 1, "party_id": 5, "role": "verifier", "place": 1}], ["insert", "commitment", 2, {}, {"agreement_id": 1, "code": "PRET02-2", "number": 2, "title": "Disarm and repatriate the ex-FAR and Interahamwe", "provision": "Programme of implementation", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 5, {}, {"commitment_id": 2, "party_id": 1, "role": "lead", "place": 0}], ["insert", "commitment_party", 6, {}, {"commitment_id": 2, "party_id": 2, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 7, {}, {"commitment_id": 2, "party_id": 4, "role": "verifier", "place": 0}], ["insert", "commitment_party", 8, {}, {"commitment_id": 2, "party_id": 5, "role": "verifier", "place": 1}], ["insert", "deadline", 1, {}, {"commitment_id": 1, "number": 1, "rule": "signing + 90 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 1, {}, {"deadline_id": 1, "event_id": 1, "commitment_id": null}], ["insert", "deadline", 2, {}, {"commitment_id": 2, "number": 1, "rule": "signing + 90 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 2, {}, {"deadline_id": 2, "event_id": 1, "commitment_id": null}], ["insert", "report", 1, {}, {"commitment_id": 1, "at": "2002-10-04T23:00:00+00:00", "day": "2002-10-05", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 2, "author": "asel", "kind": "status", "says": "done", "status_to": "done", "level": null, "quantity": 23760, "text": "Rwanda declared its withdrawal complete, 67 days after signing, and its strength at 23,760 soldiers.", "source": "IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 1, {"status": "pending", "status_on": null, "amount": null}, {"status": "done", "status_on": "2002-10-05", "amount": 23760}], ["insert", "report", 2, {}, {"commitment_id": 1, "at": "2002-10-04T23:00:00+00:00", "day": "2002-10-05", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 4, "author": "asel", "kind": "report", "says": "done", "status_to": null, "level": null, "quantity": 20941, "text": "The mission reported the forces gone, but could count only 20,941 of the 23,760 declared. Rwanda put the missing 2,819 down to leave, training and other postings.", "source": "UN News 47602, October 2002: statement of the UN mission MONUC on the Rwandan withdrawal", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 1, {"amount": 23760}, {"amount": 20941}], ["insert", "report", 3, {}, {"commitment_id": 1, "at": "2002-10-07T23:00:00+00:00", "day": "2002-10-08", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 1, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": null, "text": "The minister of state for defence charged Rwanda with leaving the missing 2,819 hidden in the Congo.", "source": "IRIN, Kinshasa, 9 October 2002: minister questions the completeness of the Rwandan withdrawal", "url": "", "grade": "", "corrects_id": null}], ["insert", "report", 4, {}, {"commitment_id": 1, "at": "2002-12-03T23:00:00+00:00", "day": "2002-12-04", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 4, "author": "asel", "kind": "report", "says": null, "status_to": null, "level": null, "quantity": null, "text": "Observers were sent to Bukavu to look into reports that Rwandan soldiers were there again; the result is not in the sources read.", "source": "IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops", "url": "", "grade": "", "corrects_id": null}], ["insert", "deadline", 3, {}, {"commitment_id": 2, "number": 2, "rule": "recommitment + 12 months", "agreed_on": "2003-11-27", "agreed_by": "both presidents", "reason": "The ninety days had turned out to be out of reach; both sides undertook to finish within twelve months.", "source": "IRIN, 28 November 2003 (archived on a mailing list)"}], ["insert", "deadline_anchor", 3, {}, {"deadline_id": 3, "event_id": 2, "commitment_id": null}], ["insert", "report", 5, {}, {"commitment_id": 2, "at": "2003-11-26T23:00:00+00:00", "day": "2003-11-27", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": null, "quantity": null, "text": "Thirteen months after the deadline the work was unfinished, and the two presidents set a new term of twelve months.", "source": "Mostly Africa, 27 November 2003, on the renewed commitment", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 2, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2003-11-27"}]]');
INSERT INTO change VALUES(2,'2026-11-20 09:00:00.000000','asel','load pack','MINSK2 loaded: 8 commitments of ''Package of measures for the implementation of the Minsk agreements (Minsk II)''','',NULL,'[["insert", "party", 6, {}, {"code": "UKR", "name": "Ukraine", "kind": "state"}], ["insert", "party", 7, {}, {"code": "ORDLO", "name": "Armed formations of certain areas of Donetsk and Luhansk", "kind": "armed group"}], ["insert", "party", 8, {}, {"code": "RUS", "name": "Russia", "kind": "state"}], ["insert", "party", 9, {}, {"code": "OSCE", "name": "Organization for Security and Co-operation in Europe", "kind": "organisation"}], ["insert", "party", 10, {}, {"code": "FRA", "name": "France", "kind": "state"}], ["insert", "party", 11, {}, {"code": "GER", "name": "Germany", "kind": "state"}], ["insert", "process", 2, {}, {"name": "Minsk"}], ["insert", "agreement", 2, {}, {"code": "MINSK2", "title": "Package of measures for the implementation of the Minsk agreements (Minsk II)", "process_id": 2, "signed_on": "2015-02-12", "zone": "Europe/Kyiv", "known_as_of": "2019-12-30", "note": "The ceasefire begins at an hour, in a named zone. Several duties hang on events that never came. Signatures were given by members of the Trilateral Contact Group; the role given here to Russia is its seat in that group."}], ["insert", "event", 3, {}, {"agreement_id": 2, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2015-02-11T22:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 6, {}, {"agreement_id": 2, "party_id": 6, "role": "signatory"}], ["insert", "agreement_party", 7, {}, {"agreement_id": 2, "party_id": 7, "role": "signatory"}], ["insert", "agreement_party", 8, {}, {"agreement_id": 2, "party_id": 8, "role": "witness"}], ["insert", "agreement_party", 9, {}, {"agreement_id": 2, "party_id": 9, "role": "monitor"}], ["insert", "agreement_party", 10, {}, {"agreement_id": 2, "party_id": 10, "role": "witness"}], ["insert", "agreement_party", 11, {}, {"agreement_id": 2, "party_id": 11, "role": "witness"}], ["update", "event", 3, {"name": "Signing", "source": ""}, {"name": "Signing of the package of measures", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)"}], ["insert", "event", 4, {}, {"agreement_id": 2, "key": "ceasefire-day", "name": "First day of the ceasefire", "planned_at": null, "actual_at": "2015-02-14T22:00:00+00:00", "day_only": true, "commitment_id": null, "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)"}], ["insert", "event", 5, {}, {"agreement_id": 2, "key": "withdrawal-completed", "name": "Withdrawal of heavy weapons is completed", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "event", 6, {}, {"agreement_id": 2, "key": "local-elections", "name": "Local elections in the special-status area", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "event", 7, {}, {"agreement_id": 2, "key": "political-settlement", "name": "Comprehensive political settlement", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "commitment", 3, {}, {"agreement_id": 2, "code": "MINSK2-1", "number": 1, "title": "Keep the ceasefire", "provision": "Point 1", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": true, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 9, {}, {"commitment_id": 3, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 10, {}, {"commitment_id": 3, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 11, {}, {"commitment_id": 3, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 12, {}, {"commitment_id": 3, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 13, {}, {"commitment_id": 3, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 4, {}, {"agreement_id": 2, "code": "MINSK2-2", "number": 2, "title": "Start pulling back heavy weapons", "provision": "Point 2", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 14, {}, {"commitment_id": 4, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 15, {}, {"commitment_id": 4, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 16, {}, {"commitment_id": 4, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 17, {}, {"commitment_id": 4, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 18, {}, {"commitment_id": 4, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 5, {}, {"agreement_id": 2, "code": "MINSK2-3", "number": 3, "title": "Complete the withdrawal of heavy weapons", "provision": "Point 2", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 19, {}, {"commitment_id": 5, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 20, {}, {"commitment_id": 5, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 21, {}, {"commitment_id": 5, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 22, {}, {"commitment_id": 5, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 23, {}, {"commitment_id": 5, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 6, {}, {"agreement_id": 2, "code": "MINSK2-4", "number": 4, "title": "Parliament defines the special-status area", "provision": "Point 4", "words": "", "theme": "governance", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 24, {}, {"commitment_id": 6, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 25, {}, {"commitment_id": 6, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 26, {}, {"commitment_id": 6, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 7, {}, {"agreement_id": 2, "code": "MINSK2-5", "number": 5, "title": "Release all for all", "provision": "Point 6", "words": "", "theme": "prisoners", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 27, {}, {"commitment_id": 7, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 28, {}, {"commitment_id": 7, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 29, {}, {"commitment_id": 7, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 30, {}, {"commitment_id": 7, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 31, {}, {"commitment_id": 7, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 8, {}, {"agreement_id": 2, "code": "MINSK2-6", "number": 6, "title": "Restore banking in the conflict areas", "provision": "Point 8", "words": "", "theme": "economy", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 32, {}, {"commitment_id": 8, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 33, {}, {"commitment_id": 8, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 34, {}, {"commitment_id": 8, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 9, {}, {"agreement_id": 2, "code": "MINSK2-7", "number": 7, "title": "Put constitutional reform into force", "provision": "Point 11", "words": "", "theme": "governance", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 35, {}, {"commitment_id": 9, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 36, {}, {"commitment_id": 9, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 37, {}, {"commitment_id": 9, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 10, {}, {"agreement_id": 2, "code": "MINSK2-8", "number": 8, "title": "Restore Ukrainian control of the border", "provision": "Point 9", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 38, {}, {"commitment_id": 10, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 39, {}, {"commitment_id": 10, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 40, {}, {"commitment_id": 10, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 41, {}, {"commitment_id": 10, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "deadline", 4, {}, {"commitment_id": 3, "number": 1, "rule": "2015-02-15 00:00 Europe/Kyiv", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 5, {}, {"commitment_id": 4, "number": 1, "rule": "ceasefire-day + 1 day", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 4, {}, {"deadline_id": 5, "event_id": 4, "commitment_id": null}], ["insert", "deadline", 6, {}, {"commitment_id": 5, "number": 1, "rule": "ceasefire-day + 14 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 5, {}, {"deadline_id": 6, "event_id": 4, "commitment_id": null}], ["insert", "dependency", 1, {}, {"commitment_id": 5, "on_id": 4, "parallel": false}], ["insert", "deadline", 7, {}, {"commitment_id": 6, "number": 1, "rule": "signing + 30 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 6, {}, {"deadline_id": 7, "event_id": 3, "commitment_id": null}], ["insert", "deadline", 8, {}, {"commitment_id": 7, "number": 1, "rule": "withdrawal-completed + 5 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 7, {}, {"deadline_id": 8, "event_id": 5, "commitment_id": null}], ["insert", "dependency", 2, {}, {"commitment_id": 7, "on_id": 5, "parallel": false}], ["insert", "deadline", 9, {}, {"commitment_id": 8, "number": 1, "rule": "none", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 10, {}, {"commitment_id": 9, "number": 1, "rule": "2015-12-31", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 11, {}, {"commitment_id": 10, "number": 1, "rule": "local-elections + 1 day .. political-settlement", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 8, {}, {"deadline_id": 11, "event_id": 6, "commitment_id": null}], ["insert", "deadline_anchor", 9, {}, {"deadline_id": 11, "event_id": 7, "commitment_id": null}], ["insert", "dependency", 3, {}, {"commitment_id": 10, "on_id": 9, "parallel": false}], ["insert", "report", 6, {}, {"commitment_id": 3, "at": "2015-02-17T22:00:00+00:00", "day": "2015-02-18", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 9, "author": "asel", "kind": "status", "says": "not done", "status_to": "breached", "level": null, "quantity": null, "text": "Monitors saw fighting go on in and around Debaltseve, less so elsewhere, on the fourth day of the ceasefire.", "source": "OSCE Special Monitoring Mission, daily report of 18 February 2015, osce.org 141866", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 3, {"status": "pending", "status_on": null}, {"status": "breached", "status_on": "2015-02-18"}], ["insert", "report", 7, {}, {"commitment_id": 4, "at": "2015-02-23T22:00:00+00:00", "day": "2015-02-24", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 9, "author": "asel", "kind": "report", "says": "could not verify", "status_to": null, "level": null, "quantity": null, "text": "The mission had still not been given inventories, routes or sites, so it had nothing to check against.", "source": "OSCE Special Monitoring Mission, statement of the chief monitor, 24 February 2015, osce.org 142611", "url": "", "grade": "", "corrects_id": null}], ["insert", "deadline", 12, {}, {"commitment_id": 5, "number": 2, "rule": "2017-02-20", "agreed_on": "2017-02-15", "agreed_by": "Trilateral Contact Group", "reason": "The banned weapons were to be withdrawn anew, two years after the first date.", "source": "UNIAN, February 2017: 20 February set as the new deadline"}], ["insert", "report", 8, {}, {"commitment_id": 5, "at": "2015-02-28T22:00:00+00:00", "day": "2015-03-01", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 7, "author": "asel", "kind": "status", "says": "done", "status_to": "under way", "level": null, "quantity": null, "text": "The armed formations said that they had completed their part.", "source": "Sputnik (partisan), 10 March 2015, quoting the OSCE", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 5, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2015-03-01"}], ["insert", "report", 9, {}, {"commitment_id": 5, "at": "2015-03-09T22:00:00+00:00", "day": "2015-03-10", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 9, "author": "asel", "kind": "report", "says": "could not verify", "status_to": null, "level": null, "quantity": null, "text": "The mission did not confirm the claim.", "source": "Sputnik (partisan), 10 March 2015, quoting the OSCE", "url": "", "grade": "", "corrects_id": null}], ["insert", "report", 10, {}, {"commitment_id": 6, "at": "2015-03-16T22:00:00+00:00", "day": "2015-03-17", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 6, "author": "asel", "kind": "status", "says": "done", "status_to": "done", "level": null, "quantity": null, "text": "Parliament adopted the decision, three days late, making the status wait for elections under Ukrainian law.", "source": "Radio Free Europe/Radio Liberty, 17 March 2015", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 6, {"status": "pending", "status_on": null}, {"status": "done", "status_on": "2015-03-17"}], ["insert", "report", 11, {}, {"commitment_id": 6, "at": "2015-03-18T22:00:00+00:00", "day": "2015-03-19", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 7, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": null, "text": "The other side rejected the terms as an attack on the Minsk agreement.", "source": "Meduza, 19 March 2015", "url": "", "grade": "", "corrects_id": null}], ["insert", "report", 12, {}, {"commitment_id": 7, "at": "2017-12-26T22:00:00+00:00", "day": "2017-12-27", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": 1, "quantity": null, "text": "Exchange of 73 people for more than 200, the largest of the conflict up to then.", "source": "The New York Times and Reuters, as carried by The Straits Times, 27 December 2017", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 7, {"status": "pending", "status_on": null, "level": null}, {"status": "under way", "status_on": "2017-12-27", "level": 1}], ["insert", "report", 13, {}, {"commitment_id": 7, "at": "2019-12-28T22:00:00+00:00", "day": "2019-12-29", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": null, "author": "asel", "kind": "progress", "says": null, "status_to": null, "level": 1, "quantity": null, "text": "Another large exchange: Ukraine received 76 people and the other side said that it had received 120.", "source": "Baltic News Network, citing Reuters, 30 December 2019", "url": "", "grade": "", "corrects_id": null}], ["insert", "report", 14, {}, {"commitment_id": 9, "at": "2015-08-30T21:00:00+00:00", "day": "2015-08-31", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": null, "quantity": null, "text": "The amendments passed their first reading with 265 votes; 300 were needed for the last. Day not checked against a source.", "source": "Vestnik Kavkaza, 2015, on the first reading of the constitutional amendments", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 9, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2015-08-31"}], ["insert", "report", 15, {}, {"commitment_id": 9, "at": "2016-09-06T21:00:00+00:00", "day": "2016-09-07", "timed": false, "recorded_at": "2026-11-20T09:00:00+00:00", "speaker_id": 6, "author": "asel", "kind": "status", "says": "not done", "status_to": "stalled", "level": null, "quantity": null, "text": "The president said that the constitution would not be changed before the security provisions were carried out.", "source": "Interfax-Ukraine, as carried by ConstitutionNet, 7 September 2016", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 9, {"status": "under way", "status_on": "2015-08-31"}, {"status": "stalled", "status_on": "2016-09-07"}], ["update", "event", 5, {"commitment_id": null}, {"commitment_id": 5}]]');
INSERT INTO change VALUES(3,'2026-11-21 08:00:00.000000','asel','add party','Party GOV added: Government of Kessar.','',NULL,'[["insert", "party", 12, {}, {"code": "GOV", "name": "Government of Kessar", "kind": "state"}]]');
INSERT INTO change VALUES(4,'2026-11-21 08:01:00.000000','asel','add party','Party NF added: Northern Front.','',NULL,'[["insert", "party", 13, {}, {"code": "NF", "name": "Northern Front", "kind": "armed group"}]]');
INSERT INTO change VALUES(5,'2026-11-21 08:01:00.000000','asel','add party','Party UN added: United Nations.','',NULL,'[["insert", "party", 14, {}, {"code": "UN", "name": "United Nations", "kind": "body"}]]');
INSERT INTO change VALUES(6,'2026-11-21 09:00:00.000000','asel','add agreement','Agreement KSR added: Kessar Accord.','',NULL,'[["insert", "agreement", 3, {}, {"code": "KSR", "title": "Kessar Accord", "process_id": null, "signed_on": "2026-11-01", "zone": "Africa/Juba", "known_as_of": null, "note": ""}], ["insert", "event", 8, {}, {"agreement_id": 3, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2026-10-31T22:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 12, {}, {"agreement_id": 3, "party_id": 12, "role": "signatory"}], ["insert", "agreement_party", 13, {}, {"agreement_id": 3, "party_id": 13, "role": "signatory"}], ["insert", "agreement_party", 14, {}, {"agreement_id": 3, "party_id": 14, "role": "monitor"}]]');
INSERT INTO change VALUES(7,'2026-11-21 09:05:00.000000','asel','add commitment','KSR-1 added: Release 100 prisoners','',NULL,'[["insert", "commitment", 11, {}, {"agreement_id": 3, "code": "KSR-1", "number": 1, "title": "Release 100 prisoners", "provision": "Art. 4", "words": "", "theme": "prisoners", "tags": "", "source": "", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": 100, "unit": "persons", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 42, {}, {"commitment_id": 11, "party_id": 12, "role": "lead", "place": 0}], ["insert", "commitment_party", 43, {}, {"commitment_id": 11, "party_id": 13, "role": "counterpart", "place": 0}], ["insert", "deadline", 13, {}, {"commitment_id": 11, "number": 1, "rule": "signing + 30 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 10, {}, {"deadline_id": 13, "event_id": 8, "commitment_id": null}]]');
INSERT INTO change VALUES(8,'2026-11-21 09:06:00.000000','asel','add commitment','KSR-2 added: Publish the amnesty decree','',NULL,'[["insert", "commitment", 12, {}, {"agreement_id": 3, "code": "KSR-2", "number": 2, "title": "Publish the amnesty decree", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 44, {}, {"commitment_id": 12, "party_id": 12, "role": "lead", "place": 0}], ["insert", "deadline", 14, {}, {"commitment_id": 12, "number": 1, "rule": "KSR-1 done + 5 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 11, {}, {"deadline_id": 14, "event_id": null, "commitment_id": 11}]]');
INSERT INTO change VALUES(9,'2026-11-21 09:06:00.000000','asel','add commitment','KSR-3 added: Report on the ceasefire','',NULL,'[["insert", "commitment", 13, {}, {"agreement_id": 3, "code": "KSR-3", "number": 3, "title": "Report on the ceasefire", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 45, {}, {"commitment_id": 13, "party_id": 13, "role": "lead", "place": 0}], ["insert", "deadline", 15, {}, {"commitment_id": 13, "number": 1, "rule": "every month from signing", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 12, {}, {"deadline_id": 15, "event_id": 8, "commitment_id": null}]]');
INSERT INTO change VALUES(10,'2026-11-22 09:06:00.000000','asel','add report','KSR-1: 40 of 100 persons, GOV says done','',NULL,'[["insert", "report", 16, {}, {"commitment_id": 11, "at": "2026-11-22T09:06:00+00:00", "day": "2026-11-22", "timed": true, "recorded_at": "2026-11-22T09:06:00+00:00", "speaker_id": 12, "author": "asel", "kind": "report", "says": "done", "status_to": null, "level": null, "quantity": 40, "text": "first bus <b>at</b> Merin", "source": "Gazette 114", "url": "", "grade": "", "corrects_id": null}], ["update", "commitment", 11, {"amount": null}, {"amount": 40}]]');
INSERT INTO change VALUES(11,'2026-11-22 10:06:00.000000','asel','add report','KSR-1: 20 of 100 persons, UN says not done','',NULL,'[["insert", "report", 17, {}, {"commitment_id": 11, "at": "2026-11-22T10:06:00+00:00", "day": "2026-11-22", "timed": true, "recorded_at": "2026-11-22T10:06:00+00:00", "speaker_id": 14, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": 20, "text": "", "source": "Note 114", "url": "", "grade": "", "corrects_id": null}]]');
INSERT INTO change VALUES(12,'2026-11-22 11:06:00.000000','asel','set deadline','KSR-1: deadline signing + 30 days -> signing + 40 days','letter 77',NULL,'[["insert", "deadline", 16, {}, {"commitment_id": 11, "number": 2, "rule": "signing + 40 days", "agreed_on": null, "agreed_by": "", "reason": "letter 77", "source": ""}], ["insert", "deadline_anchor", 13, {}, {"deadline_id": 16, "event_id": 8, "commitment_id": null}]]');
INSERT INTO change VALUES(13,'2026-11-22 11:07:00.000000','asel','set tags','KSR-3: tags +urgent','',NULL,'[["update", "commitment", 13, {"tags": ""}, {"tags": "urgent"}]]');
INSERT INTO change VALUES(14,'2026-11-22 11:08:00.000000','asel','undo','Undone: KSR-3: tags +urgent','',13,'[["update", "commitment", 13, {"tags": "urgent"}, {"tags": ""}]]');
INSERT INTO change VALUES(15,'2026-11-22 11:09:00.000000','asel','redo','Redone: KSR-3: tags +urgent','',13,'[["update", "commitment", 13, {"tags": ""}, {"tags": "urgent"}]]');
INSERT INTO change VALUES(16,'2026-11-22 11:10:00.000000','asel','withdraw','KSR-3: withdrawn','twice',NULL,'[["update", "commitment", 13, {"withdrawn": false}, {"withdrawn": true}]]');
INSERT INTO change VALUES(17,'2026-11-22 11:11:00.000000','asel','set event','Event KSR handover added: planned 2026-12-20.','',NULL,'[["insert", "event", 9, {}, {"agreement_id": 3, "key": "handover", "name": "Handover", "planned_at": "2026-12-19T22:00:00+00:00", "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}]]');
INSERT INTO change VALUES(18,'2026-11-22 11:12:00.000000','asel','set deadline','KSR-2: deadline KSR-1 done + 5 days -> handover - 3 days','annex',NULL,'[["insert", "deadline", 17, {}, {"commitment_id": 12, "number": 2, "rule": "handover - 3 days", "agreed_on": null, "agreed_by": "", "reason": "annex", "source": ""}], ["insert", "deadline_anchor", 14, {}, {"deadline_id": 17, "event_id": 9, "commitment_id": null}]]');
CREATE TABLE party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR(20) NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT uq_party_code UNIQUE (code)
);
INSERT INTO party VALUES(1,'DRC','Democratic Republic of the Congo','state',1);
INSERT INTO party VALUES(2,'RWA','Rwanda','state',1);
INSERT INTO party VALUES(3,'RSA','South Africa','state',1);
INSERT INTO party VALUES(4,'MONUC','UN Organization Mission in the DR Congo','body',1);
INSERT INTO party VALUES(5,'TPVM','Third Party Verification Mechanism (South Africa and UN)','body',1);
INSERT INTO party VALUES(6,'UKR','Ukraine','state',1);
INSERT INTO party VALUES(7,'ORDLO','Armed formations of certain areas of Donetsk and Luhansk','armed group',1);
INSERT INTO party VALUES(8,'RUS','Russia','state',1);
INSERT INTO party VALUES(9,'OSCE','Organization for Security and Co-operation in Europe','organisation',1);
INSERT INTO party VALUES(10,'FRA','France','state',1);
INSERT INTO party VALUES(11,'GER','Germany','state',1);
INSERT INTO party VALUES(12,'GOV','Government of Kessar','state',1);
INSERT INTO party VALUES(13,'NF','Northern Front','armed group',1);
INSERT INTO party VALUES(14,'UN','United Nations','body',1);
CREATE TABLE process (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(200) NOT NULL, 
	CONSTRAINT uq_process_name UNIQUE (name)
);
INSERT INTO process VALUES(1,'Pretoria (DRC–Rwanda)');
INSERT INTO process VALUES(2,'Minsk');
CREATE TABLE saved_view (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(60) NOT NULL, 
	filter VARCHAR DEFAULT '' NOT NULL, 
	sort VARCHAR DEFAULT '' NOT NULL, 
	slot INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT uq_saved_view_name UNIQUE (name)
);
CREATE TABLE agreement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR(20) NOT NULL, 
	title VARCHAR NOT NULL, 
	process_id INTEGER, 
	signed_on DATE, 
	zone VARCHAR(64) NOT NULL, 
	known_as_of DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	next_number INTEGER DEFAULT 1 NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_agreement_process_id FOREIGN KEY(process_id) REFERENCES process (id), 
	CONSTRAINT uq_agreement_code UNIQUE (code)
);
INSERT INTO agreement VALUES(1,'PRET02','Pretoria Agreement between the Democratic Republic of the Congo and Rwanda',1,'2002-07-30','Africa/Kinshasa','2003-11-28','The same two states and the same 90 days as the Washington agreement, 23 years earlier. It shows how a declared figure and a counted one come apart.',3,1);
INSERT INTO agreement VALUES(2,'MINSK2','Package of measures for the implementation of the Minsk agreements (Minsk II)',2,'2015-02-12','Europe/Kyiv','2019-12-30','The ceasefire begins at an hour, in a named zone. Several duties hang on events that never came. Signatures were given by members of the Trilateral Contact Group; the role given here to Russia is its seat in that group.',9,1);
INSERT INTO agreement VALUES(3,'KSR','Kessar Accord',NULL,'2026-11-01','Africa/Juba',NULL,'',4,1);
CREATE TABLE change_item (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	commitment_id INTEGER NOT NULL, 
	CONSTRAINT pk_change_item PRIMARY KEY (id), 
	CONSTRAINT fk_change_item_change_id FOREIGN KEY(change_id) REFERENCES change (id)
);
INSERT INTO change_item VALUES(1,1,1);
INSERT INTO change_item VALUES(2,1,2);
INSERT INTO change_item VALUES(3,2,3);
INSERT INTO change_item VALUES(4,2,4);
INSERT INTO change_item VALUES(5,2,5);
INSERT INTO change_item VALUES(6,2,6);
INSERT INTO change_item VALUES(7,2,7);
INSERT INTO change_item VALUES(8,2,8);
INSERT INTO change_item VALUES(9,2,9);
INSERT INTO change_item VALUES(10,2,10);
INSERT INTO change_item VALUES(11,7,11);
INSERT INTO change_item VALUES(12,8,12);
INSERT INTO change_item VALUES(13,9,13);
INSERT INTO change_item VALUES(14,10,11);
INSERT INTO change_item VALUES(15,11,11);
INSERT INTO change_item VALUES(16,12,11);
INSERT INTO change_item VALUES(17,13,13);
INSERT INTO change_item VALUES(18,14,13);
INSERT INTO change_item VALUES(19,15,13);
INSERT INTO change_item VALUES(20,16,13);
INSERT INTO change_item VALUES(21,18,12);
CREATE TABLE agreement_party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	CONSTRAINT fk_agreement_party_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_agreement_party_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_agreement_party_agreement_id_party_id UNIQUE (agreement_id, party_id)
);
INSERT INTO agreement_party VALUES(1,1,1,'signatory');
INSERT INTO agreement_party VALUES(2,1,2,'signatory');
INSERT INTO agreement_party VALUES(3,1,3,'guarantor');
INSERT INTO agreement_party VALUES(4,1,4,'monitor');
INSERT INTO agreement_party VALUES(5,1,5,'monitor');
INSERT INTO agreement_party VALUES(6,2,6,'signatory');
INSERT INTO agreement_party VALUES(7,2,7,'signatory');
INSERT INTO agreement_party VALUES(8,2,8,'witness');
INSERT INTO agreement_party VALUES(9,2,9,'monitor');
INSERT INTO agreement_party VALUES(10,2,10,'witness');
INSERT INTO agreement_party VALUES(11,2,11,'witness');
INSERT INTO agreement_party VALUES(12,3,12,'signatory');
INSERT INTO agreement_party VALUES(13,3,13,'signatory');
INSERT INTO agreement_party VALUES(14,3,14,'monitor');
CREATE TABLE commitment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	code VARCHAR(30) NOT NULL, 
	number INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	provision VARCHAR DEFAULT '' NOT NULL, 
	words VARCHAR DEFAULT '' NOT NULL, 
	theme VARCHAR DEFAULT '' NOT NULL, 
	tags VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	critical BOOLEAN DEFAULT 0 NOT NULL, 
	continuing BOOLEAN DEFAULT 0 NOT NULL, 
	pinned BOOLEAN DEFAULT 0 NOT NULL, 
	withdrawn BOOLEAN DEFAULT 0 NOT NULL, 
	target INTEGER, 
	unit VARCHAR DEFAULT '' NOT NULL, 
	amount INTEGER, 
	level INTEGER, 
	parent_id INTEGER, 
	status VARCHAR(20) DEFAULT 'pending' NOT NULL, 
	status_on DATE, 
	version INTEGER DEFAULT 1 NOT NULL, 
	owners VARCHAR DEFAULT '' NOT NULL, 
	search VARCHAR DEFAULT '' NOT NULL, 
	band INTEGER DEFAULT 2 NOT NULL, 
	deadline_kind VARCHAR(20) DEFAULT 'none' NOT NULL, 
	rule VARCHAR DEFAULT '' NOT NULL, 
	waiting_on VARCHAR DEFAULT '' NOT NULL, 
	due_at DATETIME, 
	due_on DATE, 
	due_timed BOOLEAN DEFAULT 0 NOT NULL, 
	due_provisional BOOLEAN DEFAULT 0 NOT NULL, 
	first_due_at DATETIME, 
	first_due_on DATE, 
	done_at DATETIME, 
	done_on DATE, 
	done_timed BOOLEAN DEFAULT 0 NOT NULL, 
	verification VARCHAR(20) DEFAULT 'no report' NOT NULL, 
	reports INTEGER DEFAULT 0 NOT NULL, 
	last_report_id INTEGER, 
	CONSTRAINT fk_commitment_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_commitment_parent_id FOREIGN KEY(parent_id) REFERENCES commitment (id), 
	CONSTRAINT uq_commitment_agreement_id_number UNIQUE (agreement_id, number), 
	CONSTRAINT uq_commitment_code UNIQUE (code)
);
INSERT INTO commitment VALUES(1,1,'PRET02-1',1,'Withdraw all Rwandan troops','Programme of implementation','','security','','PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',1,0,0,0,23760,'soldiers',20941,NULL,NULL,'done','2002-10-05',1,'RWA','pret02-1 withdraw all rwandan troops programme of implementation security  rwa rwanda',3,'due','signing + 90 days','','2002-10-28 23:00:00.000000','2002-10-28',0,0,'2002-10-28 23:00:00.000000','2002-10-28','2002-10-04 23:00:00.000000','2002-10-05',0,'disputed',4,4);
INSERT INTO commitment VALUES(2,1,'PRET02-2',2,'Disarm and repatriate the ex-FAR and Interahamwe','Programme of implementation','','security','','PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',1,0,0,0,NULL,'',NULL,NULL,NULL,'under way','2003-11-27',1,'DRC','pret02-2 disarm and repatriate the ex-far and interahamwe programme of implementation security  drc democratic republic of the congo',0,'due','recommitment + 12 months','','2004-11-27 23:00:00.000000','2004-11-27',0,0,'2002-10-28 23:00:00.000000','2002-10-28',NULL,NULL,0,'no report',1,5);
INSERT INTO commitment VALUES(3,2,'MINSK2-1',1,'Keep the ceasefire','Point 1','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,1,0,0,NULL,'',NULL,NULL,NULL,'breached','2015-02-18',1,'UKR+ORDLO','minsk2-1 keep the ceasefire point 1 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','2015-02-15 00:00 Europe/Kyiv','','2015-02-14 22:00:00.000000','2015-02-15',1,0,'2015-02-14 22:00:00.000000','2015-02-15',NULL,NULL,0,'reported',1,6);
INSERT INTO commitment VALUES(4,2,'MINSK2-2',2,'Start pulling back heavy weapons','Point 2','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR+ORDLO','minsk2-2 start pulling back heavy weapons point 2 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','ceasefire-day + 1 day','','2015-02-16 22:00:00.000000','2015-02-16',0,0,'2015-02-16 22:00:00.000000','2015-02-16',NULL,NULL,0,'could not verify',1,7);
INSERT INTO commitment VALUES(5,2,'MINSK2-3',3,'Complete the withdrawal of heavy weapons','Point 2','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,0,0,0,NULL,'',NULL,NULL,NULL,'under way','2015-03-01',1,'UKR+ORDLO','minsk2-3 complete the withdrawal of heavy weapons point 2 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','2017-02-20','','2017-02-20 22:00:00.000000','2017-02-20',0,0,'2015-03-01 22:00:00.000000','2015-03-01',NULL,NULL,0,'could not verify',2,9);
INSERT INTO commitment VALUES(6,2,'MINSK2-4',4,'Parliament defines the special-status area','Point 4','','governance','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'done','2015-03-17',1,'UKR','minsk2-4 parliament defines the special-status area point 4 governance  ukr ukraine',3,'due','signing + 30 days','','2015-03-14 22:00:00.000000','2015-03-14',0,0,'2015-03-14 22:00:00.000000','2015-03-14','2015-03-16 22:00:00.000000','2015-03-17',0,'disputed',2,11);
INSERT INTO commitment VALUES(7,2,'MINSK2-5',5,'Release all for all','Point 6','','prisoners','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,0,0,0,NULL,'',NULL,1,NULL,'under way','2017-12-27',1,'UKR+ORDLO','minsk2-5 release all for all point 6 prisoners  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',1,'waiting','withdrawal-completed + 5 days','withdrawal-completed',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',2,13);
INSERT INTO commitment VALUES(8,2,'MINSK2-6',6,'Restore banking in the conflict areas','Point 8','','economy','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR','minsk2-6 restore banking in the conflict areas point 8 economy  ukr ukraine',2,'none','none','',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',0,NULL);
INSERT INTO commitment VALUES(9,2,'MINSK2-7',7,'Put constitutional reform into force','Point 11','','governance','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'stalled','2016-09-07',1,'UKR','minsk2-7 put constitutional reform into force point 11 governance  ukr ukraine',0,'due','2015-12-31','','2015-12-31 22:00:00.000000','2015-12-31',0,0,'2015-12-31 22:00:00.000000','2015-12-31',NULL,NULL,0,'reported',2,15);
INSERT INTO commitment VALUES(10,2,'MINSK2-8',8,'Restore Ukrainian control of the border','Point 9','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR+ORDLO','minsk2-8 restore ukrainian control of the border point 9 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',1,'waiting','local-elections + 1 day .. political-settlement','local-elections, political-settlement',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',0,NULL);
INSERT INTO commitment VALUES(11,3,'KSR-1',1,'Release 100 prisoners','Art. 4','','prisoners','','',1,0,0,0,100,'persons',40,NULL,NULL,'pending',NULL,4,'GOV','ksr-1 release 100 prisoners art. 4 prisoners  gov government of kessar',0,'due','signing + 40 days','','2026-12-11 22:00:00.000000','2026-12-11',0,0,'2026-12-01 22:00:00.000000','2026-12-01',NULL,NULL,0,'disputed',2,17);
INSERT INTO commitment VALUES(12,3,'KSR-2',2,'Publish the amnesty decree','','','','','',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,2,'GOV','ksr-2 publish the amnesty decree    gov government of kessar',0,'due','handover - 3 days','','2026-12-17 22:00:00.000000','2026-12-17',0,1,NULL,NULL,NULL,NULL,0,'no report',0,NULL);
INSERT INTO commitment VALUES(13,3,'KSR-3',3,'Report on the ceasefire','','','','urgent','',0,0,0,1,NULL,'',NULL,NULL,NULL,'pending',NULL,5,'NF','ksr-3 report on the ceasefire   urgent nf northern front',2,'standing','every month from signing','every month from signing',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',0,NULL);
CREATE TABLE commitment_party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	place INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_commitment_party_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_commitment_party_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_commitment_party_commitment_id_party_id_role UNIQUE (commitment_id, party_id, role)
);
INSERT INTO commitment_party VALUES(1,1,2,'lead',0);
INSERT INTO commitment_party VALUES(2,1,1,'counterpart',0);
INSERT INTO commitment_party VALUES(3,1,4,'verifier',0);
INSERT INTO commitment_party VALUES(4,1,5,'verifier',1);
INSERT INTO commitment_party VALUES(5,2,1,'lead',0);
INSERT INTO commitment_party VALUES(6,2,2,'counterpart',0);
INSERT INTO commitment_party VALUES(7,2,4,'verifier',0);
INSERT INTO commitment_party VALUES(8,2,5,'verifier',1);
INSERT INTO commitment_party VALUES(9,3,6,'lead',0);
INSERT INTO commitment_party VALUES(10,3,7,'owner',1);
INSERT INTO commitment_party VALUES(11,3,6,'counterpart',0);
INSERT INTO commitment_party VALUES(12,3,7,'counterpart',1);
INSERT INTO commitment_party VALUES(13,3,9,'verifier',0);
INSERT INTO commitment_party VALUES(14,4,6,'lead',0);
INSERT INTO commitment_party VALUES(15,4,7,'owner',1);
INSERT INTO commitment_party VALUES(16,4,6,'counterpart',0);
INSERT INTO commitment_party VALUES(17,4,7,'counterpart',1);
INSERT INTO commitment_party VALUES(18,4,9,'verifier',0);
INSERT INTO commitment_party VALUES(19,5,6,'lead',0);
INSERT INTO commitment_party VALUES(20,5,7,'owner',1);
INSERT INTO commitment_party VALUES(21,5,6,'counterpart',0);
INSERT INTO commitment_party VALUES(22,5,7,'counterpart',1);
INSERT INTO commitment_party VALUES(23,5,9,'verifier',0);
INSERT INTO commitment_party VALUES(24,6,6,'lead',0);
INSERT INTO commitment_party VALUES(25,6,7,'counterpart',0);
INSERT INTO commitment_party VALUES(26,6,9,'verifier',0);
INSERT INTO commitment_party VALUES(27,7,6,'lead',0);
INSERT INTO commitment_party VALUES(28,7,7,'owner',1);
INSERT INTO commitment_party VALUES(29,7,6,'counterpart',0);
INSERT INTO commitment_party VALUES(30,7,7,'counterpart',1);
INSERT INTO commitment_party VALUES(31,7,9,'verifier',0);
INSERT INTO commitment_party VALUES(32,8,6,'lead',0);
INSERT INTO commitment_party VALUES(33,8,7,'counterpart',0);
INSERT INTO commitment_party VALUES(34,8,9,'verifier',0);
INSERT INTO commitment_party VALUES(35,9,6,'lead',0);
INSERT INTO commitment_party VALUES(36,9,7,'counterpart',0);
INSERT INTO commitment_party VALUES(37,9,9,'verifier',0);
INSERT INTO commitment_party VALUES(38,10,6,'lead',0);
INSERT INTO commitment_party VALUES(39,10,7,'owner',1);
INSERT INTO commitment_party VALUES(40,10,6,'counterpart',0);
INSERT INTO commitment_party VALUES(41,10,9,'verifier',0);
INSERT INTO commitment_party VALUES(42,11,12,'lead',0);
INSERT INTO commitment_party VALUES(43,11,13,'counterpart',0);
INSERT INTO commitment_party VALUES(44,12,12,'lead',0);
INSERT INTO commitment_party VALUES(45,13,13,'lead',0);
CREATE TABLE deadline (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	rule VARCHAR NOT NULL, 
	agreed_on DATE, 
	agreed_by VARCHAR DEFAULT '' NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT fk_deadline_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT uq_deadline_commitment_id_number UNIQUE (commitment_id, number)
);
INSERT INTO deadline VALUES(1,1,1,'signing + 90 days',NULL,'','','');
INSERT INTO deadline VALUES(2,2,1,'signing + 90 days',NULL,'','','');
INSERT INTO deadline VALUES(3,2,2,'recommitment + 12 months','2003-11-27','both presidents','The ninety days had turned out to be out of reach; both sides undertook to finish within twelve months.','IRIN, 28 November 2003 (archived on a mailing list)');
INSERT INTO deadline VALUES(4,3,1,'2015-02-15 00:00 Europe/Kyiv',NULL,'','','');
INSERT INTO deadline VALUES(5,4,1,'ceasefire-day + 1 day',NULL,'','','');
INSERT INTO deadline VALUES(6,5,1,'ceasefire-day + 14 days',NULL,'','','');
INSERT INTO deadline VALUES(7,6,1,'signing + 30 days',NULL,'','','');
INSERT INTO deadline VALUES(8,7,1,'withdrawal-completed + 5 days',NULL,'','','');
INSERT INTO deadline VALUES(9,8,1,'none',NULL,'','','');
INSERT INTO deadline VALUES(10,9,1,'2015-12-31',NULL,'','','');
INSERT INTO deadline VALUES(11,10,1,'local-elections + 1 day .. political-settlement',NULL,'','','');
INSERT INTO deadline VALUES(12,5,2,'2017-02-20','2017-02-15','Trilateral Contact Group','The banned weapons were to be withdrawn anew, two years after the first date.','UNIAN, February 2017: 20 February set as the new deadline');
INSERT INTO deadline VALUES(13,11,1,'signing + 30 days',NULL,'','','');
INSERT INTO deadline VALUES(14,12,1,'KSR-1 done + 5 days',NULL,'','','');
INSERT INTO deadline VALUES(15,13,1,'every month from signing',NULL,'','','');
INSERT INTO deadline VALUES(16,11,2,'signing + 40 days',NULL,'','letter 77','');
INSERT INTO deadline VALUES(17,12,2,'handover - 3 days',NULL,'','annex','');
CREATE TABLE dependency (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	on_id INTEGER NOT NULL, 
	parallel BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_dependency_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_dependency_on_id FOREIGN KEY(on_id) REFERENCES commitment (id), 
	CONSTRAINT uq_dependency_commitment_id_on_id UNIQUE (commitment_id, on_id)
);
INSERT INTO dependency VALUES(1,5,4,0);
INSERT INTO dependency VALUES(2,7,5,0);
INSERT INTO dependency VALUES(3,10,9,0);
CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	"key" VARCHAR(60) NOT NULL, 
	name VARCHAR NOT NULL, 
	planned_at DATETIME, 
	actual_at DATETIME, 
	day_only BOOLEAN DEFAULT 1 NOT NULL, 
	commitment_id INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_event_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_event_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT uq_event_agreement_id_key UNIQUE (agreement_id, "key")
);
INSERT INTO event VALUES(1,1,'signing','Signing of the agreement',NULL,'2002-07-29 23:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',2);
INSERT INTO event VALUES(2,1,'recommitment','The two presidents commit themselves anew',NULL,'2003-11-26 23:00:00.000000',1,NULL,'IRIN, 28 November 2003 (archived on a mailing list)',1);
INSERT INTO event VALUES(3,2,'signing','Signing of the package of measures',NULL,'2015-02-11 22:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',2);
INSERT INTO event VALUES(4,2,'ceasefire-day','First day of the ceasefire',NULL,'2015-02-14 22:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1);
INSERT INTO event VALUES(5,2,'withdrawal-completed','Withdrawal of heavy weapons is completed',NULL,NULL,1,5,'',2);
INSERT INTO event VALUES(6,2,'local-elections','Local elections in the special-status area',NULL,NULL,1,NULL,'',1);
INSERT INTO event VALUES(7,2,'political-settlement','Comprehensive political settlement',NULL,NULL,1,NULL,'',1);
INSERT INTO event VALUES(8,3,'signing','Signing',NULL,'2026-10-31 22:00:00.000000',1,NULL,'',1);
INSERT INTO event VALUES(9,3,'handover','Handover','2026-12-19 22:00:00.000000',NULL,1,NULL,'',1);
CREATE TABLE report (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	day DATE NOT NULL, 
	timed BOOLEAN DEFAULT 0 NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	speaker_id INTEGER, 
	author VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	says VARCHAR(20), 
	status_to VARCHAR(20), 
	level INTEGER, 
	quantity INTEGER, 
	text VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	url VARCHAR DEFAULT '' NOT NULL, 
	grade VARCHAR DEFAULT '' NOT NULL, 
	corrects_id INTEGER, 
	CONSTRAINT fk_report_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_report_corrects_id FOREIGN KEY(corrects_id) REFERENCES report (id), 
	CONSTRAINT fk_report_speaker_id FOREIGN KEY(speaker_id) REFERENCES party (id)
);
INSERT INTO report VALUES(1,1,'2002-10-04 23:00:00.000000','2002-10-05',0,'2026-11-20 09:00:00.000000',2,'asel','status','done','done',NULL,23760,'Rwanda declared its withdrawal complete, 67 days after signing, and its strength at 23,760 soldiers.','IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops','','',NULL);
INSERT INTO report VALUES(2,1,'2002-10-04 23:00:00.000000','2002-10-05',0,'2026-11-20 09:00:00.000000',4,'asel','report','done',NULL,NULL,20941,'The mission reported the forces gone, but could count only 20,941 of the 23,760 declared. Rwanda put the missing 2,819 down to leave, training and other postings.','UN News 47602, October 2002: statement of the UN mission MONUC on the Rwandan withdrawal','','',NULL);
INSERT INTO report VALUES(3,1,'2002-10-07 23:00:00.000000','2002-10-08',0,'2026-11-20 09:00:00.000000',1,'asel','report','not done',NULL,NULL,NULL,'The minister of state for defence charged Rwanda with leaving the missing 2,819 hidden in the Congo.','IRIN, Kinshasa, 9 October 2002: minister questions the completeness of the Rwandan withdrawal','','',NULL);
INSERT INTO report VALUES(4,1,'2002-12-03 23:00:00.000000','2002-12-04',0,'2026-11-20 09:00:00.000000',4,'asel','report',NULL,NULL,NULL,NULL,'Observers were sent to Bukavu to look into reports that Rwandan soldiers were there again; the result is not in the sources read.','IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops','','',NULL);
INSERT INTO report VALUES(5,2,'2003-11-26 23:00:00.000000','2003-11-27',0,'2026-11-20 09:00:00.000000',NULL,'asel','status',NULL,'under way',NULL,NULL,'Thirteen months after the deadline the work was unfinished, and the two presidents set a new term of twelve months.','Mostly Africa, 27 November 2003, on the renewed commitment','','',NULL);
INSERT INTO report VALUES(6,3,'2015-02-17 22:00:00.000000','2015-02-18',0,'2026-11-20 09:00:00.000000',9,'asel','status','not done','breached',NULL,NULL,'Monitors saw fighting go on in and around Debaltseve, less so elsewhere, on the fourth day of the ceasefire.','OSCE Special Monitoring Mission, daily report of 18 February 2015, osce.org 141866','','',NULL);
INSERT INTO report VALUES(7,4,'2015-02-23 22:00:00.000000','2015-02-24',0,'2026-11-20 09:00:00.000000',9,'asel','report','could not verify',NULL,NULL,NULL,'The mission had still not been given inventories, routes or sites, so it had nothing to check against.','OSCE Special Monitoring Mission, statement of the chief monitor, 24 February 2015, osce.org 142611','','',NULL);
INSERT INTO report VALUES(8,5,'2015-02-28 22:00:00.000000','2015-03-01',0,'2026-11-20 09:00:00.000000',7,'asel','status','done','under way',NULL,NULL,'The armed formations said that they had completed their part.','Sputnik (partisan), 10 March 2015, quoting the OSCE','','',NULL);
INSERT INTO report VALUES(9,5,'2015-03-09 22:00:00.000000','2015-03-10',0,'2026-11-20 09:00:00.000000',9,'asel','report','could not verify',NULL,NULL,NULL,'The mission did not confirm the claim.','Sputnik (partisan), 10 March 2015, quoting the OSCE','','',NULL);
INSERT INTO report VALUES(10,6,'2015-03-16 22:00:00.000000','2015-03-17',0,'2026-11-20 09:00:00.000000',6,'asel','status','done','done',NULL,NULL,'Parliament adopted the decision, three days late, making the status wait for elections under Ukrainian law.','Radio Free Europe/Radio Liberty, 17 March 2015','','',NULL);
INSERT INTO report VALUES(11,6,'2015-03-18 22:00:00.000000','2015-03-19',0,'2026-11-20 09:00:00.000000',7,'asel','report','not done',NULL,NULL,NULL,'The other side rejected the terms as an attack on the Minsk agreement.','Meduza, 19 March 2015','','',NULL);
INSERT INTO report VALUES(12,7,'2017-12-26 22:00:00.000000','2017-12-27',0,'2026-11-20 09:00:00.000000',NULL,'asel','status',NULL,'under way',1,NULL,'Exchange of 73 people for more than 200, the largest of the conflict up to then.','The New York Times and Reuters, as carried by The Straits Times, 27 December 2017','','',NULL);
INSERT INTO report VALUES(13,7,'2019-12-28 22:00:00.000000','2019-12-29',0,'2026-11-20 09:00:00.000000',NULL,'asel','progress',NULL,NULL,1,NULL,'Another large exchange: Ukraine received 76 people and the other side said that it had received 120.','Baltic News Network, citing Reuters, 30 December 2019','','',NULL);
INSERT INTO report VALUES(14,9,'2015-08-30 21:00:00.000000','2015-08-31',0,'2026-11-20 09:00:00.000000',NULL,'asel','status',NULL,'under way',NULL,NULL,'The amendments passed their first reading with 265 votes; 300 were needed for the last. Day not checked against a source.','Vestnik Kavkaza, 2015, on the first reading of the constitutional amendments','','',NULL);
INSERT INTO report VALUES(15,9,'2016-09-06 21:00:00.000000','2016-09-07',0,'2026-11-20 09:00:00.000000',6,'asel','status','not done','stalled',NULL,NULL,'The president said that the constitution would not be changed before the security provisions were carried out.','Interfax-Ukraine, as carried by ConstitutionNet, 7 September 2016','','',NULL);
INSERT INTO report VALUES(16,11,'2026-11-22 09:06:00.000000','2026-11-22',1,'2026-11-22 09:06:00.000000',12,'asel','report','done',NULL,NULL,40,'first bus <b>at</b> Merin','Gazette 114','','',NULL);
INSERT INTO report VALUES(17,11,'2026-11-22 10:06:00.000000','2026-11-22',1,'2026-11-22 10:06:00.000000',14,'asel','report','not done',NULL,NULL,20,'','Note 114','','',NULL);
CREATE TABLE deadline_anchor (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	deadline_id INTEGER NOT NULL, 
	event_id INTEGER, 
	commitment_id INTEGER, 
	CONSTRAINT fk_deadline_anchor_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_deadline_anchor_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_deadline_anchor_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
INSERT INTO deadline_anchor VALUES(1,1,1,NULL);
INSERT INTO deadline_anchor VALUES(2,2,1,NULL);
INSERT INTO deadline_anchor VALUES(3,3,2,NULL);
INSERT INTO deadline_anchor VALUES(4,5,4,NULL);
INSERT INTO deadline_anchor VALUES(5,6,4,NULL);
INSERT INTO deadline_anchor VALUES(6,7,3,NULL);
INSERT INTO deadline_anchor VALUES(7,8,5,NULL);
INSERT INTO deadline_anchor VALUES(8,11,6,NULL);
INSERT INTO deadline_anchor VALUES(9,11,7,NULL);
INSERT INTO deadline_anchor VALUES(10,13,8,NULL);
INSERT INTO deadline_anchor VALUES(11,14,NULL,11);
INSERT INTO deadline_anchor VALUES(12,15,8,NULL);
INSERT INTO deadline_anchor VALUES(13,16,8,NULL);
INSERT INTO deadline_anchor VALUES(14,17,9,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('party',14);
INSERT INTO sqlite_sequence VALUES('process',2);
INSERT INTO sqlite_sequence VALUES('agreement',3);
INSERT INTO sqlite_sequence VALUES('event',9);
INSERT INTO sqlite_sequence VALUES('agreement_party',14);
INSERT INTO sqlite_sequence VALUES('commitment',13);
INSERT INTO sqlite_sequence VALUES('commitment_party',45);
INSERT INTO sqlite_sequence VALUES('deadline',17);
INSERT INTO sqlite_sequence VALUES('deadline_anchor',14);
INSERT INTO sqlite_sequence VALUES('report',17);
INSERT INTO sqlite_sequence VALUES('dependency',3);
CREATE INDEX ix_change_target_id ON change (target_id);
CREATE INDEX ix_change_item_change_id ON change_item (change_id);
CREATE INDEX ix_change_item_commitment_id_change_id ON change_item (commitment_id, change_id);
CREATE INDEX ix_agreement_party_party_id ON agreement_party (party_id);
CREATE INDEX ix_commitment_agreement_urgency ON commitment (agreement_id, withdrawn, band, due_at, id);
CREATE INDEX ix_commitment_parent_id ON commitment (parent_id);
CREATE INDEX ix_commitment_code_order ON commitment (withdrawn, agreement_id, number, id);
CREATE INDEX ix_commitment_done ON commitment (withdrawn, status, done_at, id);
CREATE INDEX ix_commitment_owners ON commitment (withdrawn, owners, band, due_at, id);
CREATE INDEX ix_commitment_status ON commitment (withdrawn, status, band, due_at, id);
CREATE INDEX ix_commitment_theme ON commitment (withdrawn, theme, band, due_at, id);
CREATE INDEX ix_commitment_urgency ON commitment (withdrawn, band, due_at, id);
CREATE INDEX ix_commitment_verification ON commitment (withdrawn, verification, band, due_at, id);
CREATE INDEX ix_commitment_search ON commitment (withdrawn, band, due_at, id, search);
CREATE INDEX ix_commitment_title ON commitment (withdrawn, title, id);
CREATE INDEX ix_commitment_party_party_id ON commitment_party (party_id);
CREATE INDEX ix_dependency_on_id ON dependency (on_id);
CREATE INDEX ix_event_commitment_id ON event (commitment_id);
CREATE INDEX ix_report_commitment_id_at ON report (commitment_id, at);
CREATE INDEX ix_report_speaker_id ON report (speaker_id);
CREATE INDEX ix_deadline_anchor_commitment_id ON deadline_anchor (commitment_id);
CREATE INDEX ix_deadline_anchor_deadline_id ON deadline_anchor (deadline_id);
CREATE INDEX ix_deadline_anchor_event_id ON deadline_anchor (event_id);
COMMIT;
