// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceLines} from "../../interfaces/ITraceLines.sol";
import {Kind} from "../../types/Kind.sol";
import {SignedActs} from "./SignedActs.t.sol";

enum Verb {
    Create,
    Record,
    Inspect,
    Amend,
    Recall,
    Lift,
    Order,
    LiftOrder,
    Withdraw,
    Consume,
    Offer,
    Accept,
    Refuse,
    Cancel,
    Take,
    SetOpen,
    Split,
    Transform,
    SetParty,
    SetAgent
}

/// @dev An act. Each verb uses some of the fields.
struct Act {
    Verb verb;
    address actor;
    string code;
    /// A new batch's: of a creation or transformation, or a part's name.
    string fresh;
    Kind kind;
    address other;
    uint56 quantity;
    bytes32 digest;
    /// Open, passed, admitted or added; whether all of a custodian's batches are meant; why something is consumed.
    bool yes;
    bool all;
    ITraceLines.Reason reason;
}

/// @dev What the contract should hold after the acts that were done, and who may do what then: plain rules, with sets and
///      flags instead of packed words. Whoever adds a verb says here who may do it and what it changes.
abstract contract TraceModel is SignedActs {
    struct Model {
        bool exists;
        address custodian;
        address maker;
        uint56 quantity;
        uint24 seq;
        bool open;
        bool withdrawn;
        bool byHolder;
        bool byMaker;
        bool byOrder;
        address offered;
        uint8 verdict;
        uint8 rank;
        uint256 created;
        uint256 taken;
    }

    string[] public codes;
    mapping(bytes32 id => Model) internal models;
    mapping(address => uint16) public rolesIn;
    mapping(address => uint40) public termOf;
    mapping(address => mapping(uint256 nonce => bool)) public used;
    mapping(address => uint256) public nextOf;
    mapping(address custodian => mapping(bytes32 id => mapping(address => bool))) public party;
    mapping(address custodian => mapping(address => bool)) public agent;
    mapping(Kind => uint256) public kindRoles;
    uint256 public administrationLines;
    bool public paused;

    /* WHO MAY */

    function rolesNow(address account) public view returns (uint16) {
        return termOf[account] != 0 && block.timestamp > termOf[account] ? 0 : rolesIn[account];
    }

    function holds(address custodian, address actor) internal view returns (bool) {
        return actor == custodian || agent[custodian][actor];
    }

    function isFree(address account, uint256 nonce) public view returns (bool) {
        uint256 next = nextOf[account];
        return !used[account][nonce] && (nonce < next ? next - nonce <= 120 : nonce - next <= 119);
    }

    /// @dev Whether somebody may write a kind, in whatever capacity.
    function mayWrite(Model storage m, bytes32 id, address actor, uint256 allowed) private view returns (bool) {
        uint256 by = rolesNow(actor) & allowed & 0x3f;
        if (allowed == 0) return false;
        if (rolesNow(actor) & REGULATOR != 0) return true;
        if (allowed & ~uint256(INSPECTOR | REGULATOR) == 0) return by != 0;
        if (holds(m.custodian, actor)) return true;
        bool admitted = party[m.custodian][id][actor] || party[m.custodian][ALL][actor];
        return by != 0 && (m.open || admitted);
    }

    function mayCreate(address holder_) private view returns (bool) {
        return rolesNow(holder_) & kindRoles[CREATION] & 0x3f != 0;
    }

    function isNew(string memory code) internal view returns (bool) {
        return !models[keccak256(bytes(code))].exists;
    }

    function may(Act memory a) internal view returns (bool) {
        Verb verb = a.verb;
        if (verb == Verb.SetAgent) return true;
        if (verb == Verb.SetParty) return holds(a.other, a.actor);
        bool isRecall = verb >= Verb.Recall && verb <= Verb.LiftOrder;
        if (a.digest == 0 || (paused && !isRecall)) return false;
        if (verb == Verb.Create) return holds(a.other, a.actor) && mayCreate(a.other) && isNew(a.fresh);
        Model storage m = modelOf(a.code);
        if (!m.exists) return false;
        bool regulates = rolesNow(a.actor) & REGULATOR != 0;
        if (verb == Verb.Order) return regulates && !m.byOrder;
        if (verb == Verb.LiftOrder) return regulates && (m.byOrder || m.byMaker);
        return !m.withdrawn && mayOnLiving(a, m);
    }

    function mayOnLiving(Act memory a, Model storage m) private view returns (bool) {
        Verb verb = a.verb;
        bytes32 id = keccak256(bytes(a.code));
        bool held = holds(m.custodian, a.actor);
        bool recalled = m.byHolder || m.byMaker || m.byOrder;
        if (verb == Verb.Record) return mayWrite(m, id, a.actor, kindRoles[a.kind]);
        if (verb == Verb.Inspect) return rolesNow(a.actor) & (INSPECTOR | REGULATOR) != 0;
        if (verb == Verb.Amend) {
            bool oversees = rolesNow(a.actor) & (INSPECTOR | REGULATOR) != 0;
            return !recalled && (oversees || mayWrite(m, id, a.actor, 0x13f));
        }
        if (verb == Verb.Recall) return held && !asMaker(m, a.actor) ? !m.byHolder : asMaker(m, a.actor) && !m.byMaker;
        if (verb == Verb.Lift) return (held && !asMaker(m, a.actor) && m.byHolder) || (m.maker == a.actor && m.byMaker);
        if (verb == Verb.Withdraw) return held && !m.byMaker && !m.byOrder;
        if (verb == Verb.Consume) {
            bool safe = a.reason == ITraceLines.Reason.Destroyed || a.reason == ITraceLines.Reason.Sample;
            return held && a.quantity != 0 && a.quantity <= m.quantity && (!recalled || safe);
        }
        if (verb == Verb.Offer) {
            return held && a.other != address(0) && a.other != m.custodian && (!recalled || a.other == m.maker);
        }
        if (verb == Verb.Accept) {
            return m.offered == a.actor && a.quantity == m.quantity && (!recalled || a.actor == m.maker);
        }
        if (verb == Verb.Refuse) return m.offered == a.actor;
        if (verb == Verb.Cancel) return held && m.offered != address(0);
        if (verb == Verb.Take) {
            bool consents = holds(m.custodian, a.other) && a.actor != m.custodian;
            return consents && a.quantity == m.quantity && (!recalled || a.actor == m.maker);
        }
        if (verb == Verb.SetOpen) return held;
        bool takes = held && !recalled && a.quantity != 0 && a.quantity <= m.quantity;
        if (verb == Verb.Split) return takes && isNew(partOf(a)) && bytes(partOf(a)).length <= 128;
        return takes && isNew(a.fresh) && mayCreate(m.custodian);
    }

    /// @dev Who made a batch and does not hold it itself recalls it as that, be it an agent of who holds it.
    function asMaker(Model storage m, address actor) internal view returns (bool) {
        return actor != m.custodian && actor == m.maker;
    }

    function partOf(Act memory a) internal pure returns (string memory) {
        return string.concat(a.code, "~", a.fresh);
    }

    /* WHAT IS DONE */

    function move(Act memory a) internal {
        Verb verb = a.verb;
        if (verb >= Verb.SetParty) {
            ++administrationLines;
            if (verb == Verb.SetAgent) agent[a.actor][a.other] = a.yes;
            else party[a.other][a.all ? ALL : keccak256(bytes(a.code))][a.actor == a.other ? addressOf(1) : a.actor] = a.yes;
            return;
        }
        if (verb == Verb.Create) return begin(a.fresh, a.other, a.other, a.quantity, a.yes);
        Model storage m = modelOf(a.code);
        ++m.seq;
        if (verb == Verb.Inspect) {
            uint8 rank = rolesNow(a.actor) & REGULATOR != 0 ? 2 : 1;
            if (rank >= m.rank) (m.verdict, m.rank) = (a.yes ? 1 : 2, rank);
        } else if (verb == Verb.Recall) {
            if (asMaker(m, a.actor)) m.byMaker = true;
            else m.byHolder = true;
        } else if (verb == Verb.Lift) {
            if (!asMaker(m, a.actor) && m.byHolder) m.byHolder = false;
            else m.byMaker = false;
        } else if (verb == Verb.Order) {
            m.byOrder = true;
        } else if (verb == Verb.LiftOrder) {
            if (m.byOrder) m.byOrder = false;
            else m.byMaker = false;
        } else {
            moveOn(a, m);
        }
        bool keeps = verb <= Verb.Amend || verb == Verb.SetOpen || verb == Verb.Offer;
        if (!keeps) m.offered = address(0);
    }

    function moveOn(Act memory a, Model storage m) private {
        Verb verb = a.verb;
        if (verb == Verb.Withdraw) m.withdrawn = true;
        if (verb == Verb.Offer) m.offered = a.other;
        if (verb == Verb.Accept || verb == Verb.Take) m.custodian = a.actor;
        if (verb == Verb.SetOpen) m.open = a.yes;
        if (verb != Verb.Consume && verb != Verb.Split && verb != Verb.Transform) return;
        m.quantity -= a.quantity;
        m.taken += a.quantity;
        if (verb == Verb.Split) begin(partOf(a), m.custodian, m.maker, a.quantity, m.open);
        if (verb == Verb.Transform) begin(a.fresh, m.custodian, m.custodian, a.quantity, a.yes);
    }

    function begin(string memory code, address holder_, address maker, uint56 quantity, bool open) private {
        codes.push(code);
        Model storage m = modelOf(code);
        (m.exists, m.seq, m.open) = (true, 1, open);
        (m.custodian, m.maker) = (holder_, maker);
        (m.quantity, m.created) = (quantity, quantity);
    }

    function use(address account, uint256 nonce) internal {
        used[account][nonce] = true;
        if (nonce >= nextOf[account]) nextOf[account] = nonce + 1;
    }

    function modelOf(string memory code) internal view returns (Model storage) {
        return models[keccak256(bytes(code))];
    }
}
