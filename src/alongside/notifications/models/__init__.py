"""The tables of hearing back, one file for each thing a person can name."""

from alongside.notifications.models.addresses import PushAddress, StoppedAddress, StopReason
from alongside.notifications.models.choices import FollowChoice, Mode, Preference
from alongside.notifications.models.deliveries import (
    Channel,
    Delivery,
    DeliveryState,
    MailList,
)
from alongside.notifications.models.digests import DigestDue
from alongside.notifications.models.fanouts import Fanout
from alongside.notifications.models.inbound import InboundMail
from alongside.notifications.models.notices import Kind, Notice

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryState",
    "DigestDue",
    "Fanout",
    "FollowChoice",
    "InboundMail",
    "Kind",
    "MailList",
    "Mode",
    "Notice",
    "Preference",
    "PushAddress",
    "StopReason",
    "StoppedAddress",
]
